package minitron.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import minitron.report.Mark;
import minitron.report.ScoreTable;
import minitron.report.ScoreTable.Cell;
import minitron.report.ScoreTable.Group;

/** Table 1 of the paper (arXiv 2408.11796) as it is printed there. */
final class PaperTable1 {
  /** Its columns, grouped by family of models. */
  static final List<Group> GROUPS =
      List.of(
          new Group("Gemma2", List.of("2B*")),
          new Group("Minitron", List.of("4B")),
          new Group("Llama-3.1-Minitron", List.of("4B-Depth", "4B-Width")),
          new Group("Gemma", List.of("7B")),
          new Group("Mistral", List.of("7B")),
          new Group("Llama 3.1", List.of("8B")),
          new Group("MN-Minitron", List.of("8B")),
          new Group("Mistral NeMo", List.of("12B-Base", "12B-FT")));

  /** Columns of models of about one size, of which the best is marked; the teachers are in none. */
  private static final int[][] PEERS = {{0, 1, 2, 3}, {4, 5, 6, 7}};

  private static final String NONE = "-";

  static final Sizes TOTAL =
      new Sizes("Total params", "2.6B 4.2B 4.5B 4.5B 8.5B 7.3B 8B 8.4B 12.2B 12.2B");
  static final Sizes INNER =
      new Sizes("Non-emb. params", "2B 2.6B 3.7B 3.7B 7.7B 7B 7B 7.3B 10.9B 10.9B");
  static final Sizes TOKENS = new Sizes("Training tokens", "2T 94B 94B 94B 6T 8T 15T 380B - +0.1T");

  /** As printed: benchmark, shots; its task or group here, and the metric; one score a column. */
  static final List<Line> LINES =
      """
      Winogrande     5   winogrande      acc          70.9 74.0 72.1 73.5 78 78.5 77.3 80.4 82.2 82.7
      Arc_challenge  25  arc_challenge   acc_norm     55.4 50.9 52.6 55.6 61 60.3 57.9 64.4 65.1 62.3
      MMLU           5   mmlu            acc          51.3 58.6 58.7 60.5 64 64.1 65.3 69.5 69.0 70.1
      Hellaswag      10  hellaswag       acc_norm     73.0 75.0 73.2 76.1 82 83.2 81.8 83.0 85.2 85.3
      GSM8k          5   gsm8k           exact_match  23.9 24.1 16.8 41.2 50 37.0 48.6 58.5 56.4 55.7
      Truthfulqa     0   truthfulqa_mc2  acc          - 42.9 38.2 42.9 45 42.6 45.0 47.6 49.8 48.3
      XLSum en       3   xlsum           rougeL       - 29.5 27.2 28.7 17 4.8 30.0 32.0 33.4 31.9
      MBPP           0   mbpp            pass_at_1    29.0 28.2 30.7 32.4 39 38.8 42.3 43.8 42.6 47.9
      HumanEval      0   humaneval       pass@1       20.1 23.3 - - 32.0 28.7 24.8 36.2 23.8 23.8
      """
          .lines()
          .map(Line::parse)
          .toList();

  private PaperTable1() {}

  /** A line of sizes above the scores. */
  record Sizes(String name, String values) {
    List<Cell> cells() {
      return split(values).stream().map(text -> new Cell(shown(text), Mark.NONE)).toList();
    }
  }

  /**
   * A benchmark.
   *
   * @param name without the {@code settings}
   * @param shots the paper's
   * @param task the name of the task or group here
   * @param metric that the table shows
   * @param settings how the paper runs it
   * @param values one for each column
   */
  record Line(
      String name, int shots, String task, String metric, PaperSettings settings, String values) {

    static Line parse(String line) {
      String[] part = line.split(" {2,}", -1);
      int shots = Integer.parseInt(part[1]);
      return new Line(part[0], shots, part[2], part[3], PaperSettings.of(part[0]), part[4]);
    }

    List<Cell> cells() {
      List<String> texts = split(values);
      Mark[] marks = new Mark[texts.size()];
      Arrays.fill(marks, Mark.NONE);
      for (int[] peers : PEERS) {
        List<Double> scores = Arrays.stream(peers).mapToObj(i -> number(texts.get(i), "")).toList();
        List<Mark> among = Mark.of(scores, 1);
        IntStream.range(0, peers.length).forEach(i -> marks[peers[i]] = among.get(i));
      }
      return IntStream.range(0, marks.length)
          .mapToObj(i -> new Cell(shown(texts.get(i)), marks[i]))
          .toList();
    }

    /** From 0 to 1; NaN for a missing one. */
    double share(int column) {
      // Dividing 82.2 by 100 would leave 0.8220000000000001.
      return number(split(values).get(column), "e-2");
    }
  }

  /** The line of a benchmark. */
  static Line line(String name) {
    return LINES.stream().filter(line -> line.name.equals(name)).findFirst().orElseThrow();
  }

  /** The table. */
  static ScoreTable table() {
    List<ScoreTable.Line> rows = new ArrayList<>();
    rows.add(new ScoreTable.Line(TOTAL.name, TOTAL.cells(), false));
    rows.add(new ScoreTable.Line(INNER.name, INNER.cells(), false));
    rows.add(new ScoreTable.Line(TOKENS.name, TOKENS.cells(), true));
    for (Line line : LINES) {
      String name = line.settings.label(line.name) + " (" + line.shots + ")";
      rows.add(new ScoreTable.Line(name, line.cells(), false));
    }
    return new ScoreTable(
        "Table 1 of the paper",
        "Benchmark (shots)",
        GROUPS,
        rows,
        "Percent. Bold: the best among models of about one size (the first four columns, the next"
            + " four); underlined: the second best. * as reported by its makers.");
  }

  private static List<String> split(String values) {
    return List.of(values.split(" ", -1));
  }

  private static String shown(String text) {
    return text.equals(NONE) ? "–" : text;
  }

  private static double number(String text, String exponent) {
    return text.equals(NONE) ? Double.NaN : Double.parseDouble(text + exponent);
  }
}
