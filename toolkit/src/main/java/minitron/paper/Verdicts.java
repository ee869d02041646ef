package minitron.paper;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minitron.report.Columns;
import minitron.report.Showable;
import tech.tablesaw.api.Table;

/**
 * Claims of the paper with what was found, a row each.
 *
 * @param note why there is none, or empty
 */
public record Verdicts(List<Verdict> all, String note) implements Showable {
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
    return note.isEmpty() ? List.of(table()) : List.of(table(), note);
  }

  @Override
  public String toString() {
    return Stream.concat(all.stream().map(String::valueOf), Stream.of(note))
        .collect(Collectors.joining("\n\n"))
        .strip();
  }
}
