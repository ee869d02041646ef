package minitron.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

final class TablesTest {
  private static final Table MODELS =
      Table.create(
          "Models & <scores>",
          Columns.text("model", List.of("teacher", "a \"b\" | c", "NA")),
          Columns.counts("parameters", 2_216_320, 1_101_000, 640),
          Columns.numbers("LM loss", 3.29349, 3.5, Double.NaN),
          Columns.shares("winogrande", .74, .5, .6),
          Columns.shares("winogrande stderr", .0121, .014, Double.NaN));

  @Test
  void markdownIsAlignedAndRounded() {
    assertEquals(
        """
        Models & <scores>

        | model      | parameters | LM loss |   winogrande |
        |------------|-----------:|--------:|-------------:|
        | teacher    |      2.2 M |   3.293 | 74.0 ± 1.2 % |
        | a "b" \\| c |      1.1 M |   3.500 | 50.0 ± 1.4 % |
        | NA         |        640 |         |       60.0 % |""",
        Markdown.table(MODELS));
  }

  /** 0.2475 needs no rounding to four decimals, and must not get a fifth from its neighbour. */
  @Test
  void aColumnsOwnFormatHoldsForEveryValue() {
    Table table = Table.create("", Columns.fixed("difference", 4, 0.05873, 0.2475, Double.NaN));
    assertEquals(
        """
        | difference |
        |-----------:|
        |     0.0587 |
        |     0.2475 |
        |            |""",
        Markdown.table(table));
  }

  @Test
  void htmlEscapesNamesAndCells() {
    String html = Html.table(MODELS);
    assertTrue(html.contains("<b>Models &amp; &lt;scores&gt;</b>"), html);
    assertTrue(html.contains(">a &quot;b&quot; | c</td>"), html);
    assertTrue(html.contains("<td style=\"text-align:right\">74.0 ± 1.2 %</td>"), html);
    assertFalse(html.contains("stderr"), html);
    assertEquals("&amp;&lt;&gt;&quot;&#39;", Html.escape("&<>\"'"));
  }

  @Test
  void longTablesSayWhatIsLeftOut() {
    Table table = Table.create("", Columns.numbers("n", new double[1103]));
    assertTrue(Html.table(table).endsWith("<p>and 1,003 more rows</p>"));
    assertTrue(Markdown.table(table).endsWith("\nand 1,003 more rows"));
  }

  @Test
  void oneNumberIsNotOneMissingRow() {
    assertEquals(7, Columns.numbers("a", 7).getDouble(0));
    assertEquals(7, Columns.counts("a", 7).getLong(0));
  }

  @Test
  void aFormatOfTheColumnsOwnStays() {
    DoubleColumn fixed = Columns.fixed("x", 1, 2, 3.14159);
    assertTrue(Markdown.table(Table.create("", fixed)).endsWith("| 2.0 |\n| 3.1 |"));
  }

  @Test
  void csvComesBackBitForBit(@TempDir Path folder) {
    Table table =
        Table.create(
            "odd",
            Columns.text("a, \"name\"", List.of("NA", "quote \" comma , line\nbreak", "", "ä±漢")),
            Columns.numbers("x", 0.1, 1e-300, Math.PI, Double.NaN),
            Columns.counts("n", 1, Long.MAX_VALUE, -3, 4));
    Csv.write(table, folder.resolve("odd.csv"));
    // An empty text is read as a missing value; Tablesaw shows both alike.
    var options =
        CsvReadOptions.builder(folder.resolve("odd.csv").toFile())
            .missingValueIndicator("")
            .sample(false);
    Table back = Table.read().usingOptions(options.build());
    assertEquals(table.columnNames(), back.columnNames());
    assertEquals(Csv.text(table), Csv.text(back));
    assertEquals(Math.PI, back.doubleColumn("x").getDouble(2));
    assertEquals(Long.MAX_VALUE, back.longColumn("n").getLong(1));
    assertEquals("NA", back.stringColumn(0).get(0));
    assertEquals("quote \" comma , line\nbreak", back.stringColumn(0).get(1));
    assertTrue(back.column("x").isMissing(3));
  }
}
