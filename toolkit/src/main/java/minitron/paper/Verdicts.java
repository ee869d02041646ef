package minitron.paper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minitron.report.Columns;
import minitron.report.Csv;
import minitron.report.Showable;
import tech.tablesaw.api.Row;
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

  /** Those that a notebook saved, if it did. */
  static Optional<Verdicts> read(Path folder) {
    Path file = folder.resolve("verdicts.csv");
    return Files.exists(file)
        ? Optional.of(new Verdicts(Csv.read(file).stream().map(Verdicts::of).toList(), ""))
        : Optional.empty();
  }

  private static Verdict of(Row row) {
    return new Verdict(
        row.getString("claim"),
        row.getString("place"),
        row.getString("paper"),
        Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
        row.getString("unit"),
        number(row, "mean"),
        number(row, "low"),
        number(row, "high"),
        number(row, "margin"),
        (int) number(row, "seeds"));
  }

  /** A cell; with one seed no interval was saved. */
  private static double number(Row row, String column) {
    String cell = row.columnNames().contains(column) ? row.getString(column) : "";
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
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
