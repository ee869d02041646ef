package minitron.paper;

import java.util.List;
import java.util.stream.Collectors;
import minitron.report.Columns;
import minitron.report.Showable;
import tech.tablesaw.api.Table;

/** Claims of the paper with what was found, a row each. */
public record Verdicts(List<Verdict> all) implements Showable {
  /** Keeps the verdicts as they are now. */
  public Verdicts {
    all = List.copyOf(all);
  }

  /** The verdicts in words. */
  public Table table() {
    return Table.create(
        "",
        Columns.text("claim", all.stream().map(Verdict::claim).toList()),
        Columns.text("where", all.stream().map(Verdict::place).toList()),
        Columns.text("paper", all.stream().map(Verdict::paper).toList()),
        Columns.text("here", all.stream().map(Verdict::measured).toList()),
        Columns.text("verdict", all.stream().map(v -> v.outcome().toString()).toList()));
  }

  @Override
  public List<?> parts() {
    return List.of(table());
  }

  @Override
  public String toString() {
    return all.stream().map(String::valueOf).collect(Collectors.joining("\n\n"));
  }
}
