package minitron;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import minitron.text.JsonLines;
import minitron.text.Row;
import org.junit.jupiter.api.Assertions;

/** Rows that lm-evaluation-harness itself computed, where ../shared is there. */
public final class Golden {
  private Golden() {}

  /** The rows of one kind in {@code harness/golden/FILE}, or the test is left out. */
  public static List<Row> rows(String file, String kind) {
    List<Row> rows = rows(file).stream().filter(row -> row.text("kind").equals(kind)).toList();
    Assertions.assertFalse(rows.isEmpty(), file + " has no rows of kind " + kind);
    return rows;
  }

  /** Every row of {@code harness/golden/FILE}, or the test is left out. */
  public static List<Row> rows(String file) {
    try {
      return JsonLines.parse(
          Files.readAllBytes(Shared.require().resolve("harness/golden").resolve(file)), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The numbers in a field, of which NaN and the infinities are written as strings. */
  public static List<Double> numbers(Row row, String field) {
    return row.fields().getAsJsonArray(field).asList().stream()
        .map(value -> Double.parseDouble(value.getAsString()))
        .toList();
  }
}
