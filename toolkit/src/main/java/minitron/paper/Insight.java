package minitron.paper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import minitron.report.Csv;
import tech.tablesaw.api.Row;

/**
 * A sentence of the paper's Insights or Analysis, and where it is tested.
 *
 * @param place where it stands
 * @param sentence as it stands there, shortened
 * @param paper the paper's own figure, or empty
 * @param notebook whose verdict it is; empty if none tests it
 * @param claim the verdict's
 * @param why it cannot be tested, or empty
 */
public record Insight(
    String place, String sentence, String paper, String notebook, String claim, String why) {
  private static final String FILE = "insights.csv";

  /** All of them, the Insights first, in the paper's order. */
  public static List<Insight> all() {
    try (InputStream in = Insight.class.getResourceAsStream(FILE)) {
      return Csv.read(in).stream().map(Insight::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Insight of(Row row) {
    return new Insight(
        row.getString("place"),
        row.getString("sentence"),
        row.getString("paper"),
        row.getString("notebook"),
        row.getString("claim"),
        row.getString("why"));
  }
}
