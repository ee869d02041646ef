package minitron.report;

import java.text.DecimalFormat;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;

/**
 * Columns of a table. Tablesaw's own {@code create("a", 1)} makes a column with one missing value,
 * not with the number 1; these methods never do.
 *
 * <p>A column named {@code NAME stderr} is shown together with the column {@code NAME} before it,
 * e.g. {@code 74.0 ± 1.2 %}. A CSV file keeps both.
 */
public final class Columns {
  /** How the name of a column of standard errors ends. */
  public static final String ERROR = " stderr";

  private Columns() {}

  /** Names and other text. */
  public static StringColumn text(String name, List<String> values) {
    return StringColumn.create(name, values);
  }

  /** Whole numbers, shown as 640, 400 K, 2.2 M. */
  public static LongColumn counts(String name, long... values) {
    return LongColumn.create(name, values);
  }

  /** Whole numbers, shown to the last digit: 110,592. */
  public static LongColumn whole(String name, long... values) {
    LongColumn column = counts(name, values);
    column.setPrintFormatter(Numbers.format("#,##0"), "");
    return column;
  }

  /** Real numbers, shown with four significant digits. */
  public static DoubleColumn numbers(String name, double... values) {
    return DoubleColumn.create(name, values);
  }

  /** Real numbers, shown with a fixed number of decimals. */
  public static DoubleColumn fixed(String name, int decimals, double... values) {
    String pattern = decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals);
    return formatted(Numbers.format(pattern), numbers(name, values));
  }

  /** Real numbers of any size, shown as 5.00e-4. */
  public static DoubleColumn powers(String name, double... values) {
    return formatted(Numbers.powers(2), numbers(name, values));
  }

  /** Shares from 0 to 1, shown as percentages. */
  public static DoubleColumn shares(String name, double... values) {
    return formatted(Numbers.format("0.0 %"), numbers(name, values));
  }

  private static DoubleColumn formatted(DecimalFormat format, DoubleColumn column) {
    column.setPrintFormatter(format, "");
    return column;
  }
}
