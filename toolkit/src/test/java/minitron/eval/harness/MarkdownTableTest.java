package minitron.eval.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Every table here was printed by pytablewriter's MarkdownTableWriter. */
class MarkdownTableTest {
  private static final List<String> HEADERS =
      List.of("Tasks", "Version", "Filter", "n-shot", "Metric", "", "Value", "", "Stderr");

  @Test
  void numbersLoseTrailingZeros() {
    assertEquals(
        """
        |  Tasks   |Version|Filter|n-shot|Metric|   |Value|   |Stderr|
        |----------|------:|------|-----:|------|---|----:|---|-----:|
        |winogrande|      1|none  |     5|acc   |↑  |0.738|±  |0.0124|""",
        table(List.of(row("winogrande", "5", "acc", "0.7380", "0.0124"))));
  }

  @Test
  void aColumnHasTheDecimalsOfItsLongest() {
    assertEquals(
        """
        |  Tasks   |Version|Filter|n-shot| Metric |   |Value|   |Stderr|
        |----------|------:|------|-----:|--------|---|----:|---|------|
        |winogrande|      1|none  |     0|acc     |↑  |1.000|±  |   N/A|
        |hellaswag |      1|none  |    10|acc     |↑  |0.300|±  |0.0134|
        |          |       |none  |    10|acc_norm|↑  |0.312|±  |0.0134|""",
        table(
            List.of(
                row("winogrande", "0", "acc", "1.0000", "   N/A"),
                row("hellaswag", "10", "acc", "0.3000", "0.0134"),
                List.of("", "", "none", "10", "acc_norm", "↑", "0.3120", "±", "0.0134"))));
  }

  @Test
  void notANumberStandsAmongNumbersAndByItself() {
    assertEquals(
        """
        |  Tasks   |Version|Filter|n-shot|Metric|   |Value|   |Stderr|
        |----------|------:|------|-----:|------|---|----:|---|------|
        |winogrande|      1|none  |     5|acc   |↑  |  NaN|±  |NaN   |
        |winogrande|      1|none  |     5|acc   |↑  |    1|±  |NaN   |""",
        table(
            List.of(
                row("winogrande", "5", "acc", "NaN", "NaN"),
                row("winogrande", "5", "acc", "1.0000", "NaN"))));
  }

  @Test
  void largeNumbersAlign() {
    assertEquals(
        """
        |  Tasks   |Version|Filter|n-shot|Metric|   | Value  |   |Stderr |
        |----------|------:|------|-----:|------|---|-------:|---|------:|
        |winogrande|      1|none  |     5|acc   |↑  |123.5000|±  |10.0000|
        |winogrande|      1|none  |     5|acc   |↑  |  0.5000|±  | 0.0502|
        |winogrande|      1|none  |     5|acc   |↑  |  0.0312|±  | 0.5000|""",
        table(
            List.of(
                row("winogrande", "5", "acc", "123.5000", "10.0000"),
                row("winogrande", "5", "acc", "0.5000", "0.0502"),
                row("winogrande", "5", "acc", "0.0312", "0.5000"))));
  }

  private static String table(List<List<String>> rows) {
    return MarkdownTable.of(HEADERS, rows);
  }

  private static List<String> row(
      String task, String shots, String metric, String value, String error) {
    return List.of(task, "1.0", "none", shots, metric, "↑", value, "±", error);
  }
}
