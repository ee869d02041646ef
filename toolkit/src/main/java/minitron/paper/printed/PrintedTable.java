package minitron.paper.printed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import minitron.report.Mark;
import minitron.report.ScoreTable;
import minitron.report.ScoreTable.Cell;
import minitron.report.ScoreTable.Group;

/**
 * A table of scores of the paper (arXiv 2408.11796) as it is printed there.
 *
 * @param name {@code Table 1}
 * @param groups its columns, by family of models
 * @param peers columns of models of about one size, of which the best is marked
 * @param sizes what stands above the scores: parameters, those without embeddings, training tokens
 * @param lines its benchmarks
 * @param beside the columns that stand beside one's own models, by family
 * @param places where these stand in the table, from 0
 * @param hasShots whether it says how many solved examples stand before a question
 * @param note what its marks mean
 */
public record PrintedTable(
    String name,
    List<Group> groups,
    List<List<Integer>> peers,
    List<Sizes> sizes,
    List<Line> lines,
    List<Group> beside,
    List<Integer> places,
    boolean hasShots,
    String note) {
  private static final String NONE = "-";

  /** A line of sizes above the scores. */
  public record Sizes(String name, String values) {
    /** A cell for each column. */
    public List<Cell> cells() {
      return split(values).stream().map(text -> new Cell(shown(text), Mark.NONE)).toList();
    }
  }

  /**
   * A benchmark.
   *
   * @param name without the {@code settings}
   * @param shots the paper's
   * @param tasks the names of the task or group here; the first that has documents is asked
   * @param metrics what the table shows of each of these
   * @param full the best value that there is: 1 where scores are shares, printed as percent
   * @param settings how the paper runs it
   * @param values one for each column
   */
  public record Line(
      String name,
      int shots,
      List<String> tasks,
      List<String> metrics,
      int full,
      PaperSettings settings,
      String values) {

    /** Columns two blanks apart: name, shots, task|task, metric|metric or metric/full, values. */
    static Line parse(String line) {
      String[] part = line.split(" {2,}", -1);
      String[] metric = part[3].split("/", -1);
      return new Line(
          part[0],
          Integer.parseInt(part[1]),
          List.of(part[2].split("\\|", -1)),
          List.of(metric[0].split("\\|", -1)),
          metric.length > 1 ? Integer.parseInt(metric[1]) : 1,
          PaperSettings.of(part[0]),
          part[4]);
    }

    /** What the table shows of a task; one metric may serve all. */
    public String metric(String task) {
      return metrics.get(Math.min(metrics.size() - 1, Math.max(0, tasks.indexOf(task))));
    }

    /** What a score of 1 is printed as. */
    public int scale() {
      return full == 1 ? 100 : 1;
    }

    /** In the unit of the metric; NaN for a missing one. */
    public double score(int column) {
      // Dividing 82.2 by 100 would leave 0.8220000000000001.
      return number(split(values).get(column), full == 1 ? "e-2" : "");
    }
  }

  /** The lines of a text. */
  static List<Line> lines(String text) {
    return text.lines().map(Line::parse).toList();
  }

  /** The cells of a benchmark, the best ones marked. */
  public List<Cell> cells(Line line) {
    List<String> texts = split(line.values);
    Mark[] marks = new Mark[texts.size()];
    Arrays.fill(marks, Mark.NONE);
    for (List<Integer> some : peers) {
      List<Mark> among = Mark.of(some.stream().map(i -> number(texts.get(i), "")).toList(), 1);
      IntStream.range(0, some.size()).forEach(i -> marks[some.get(i)] = among.get(i));
    }
    return IntStream.range(0, marks.length)
        .mapToObj(i -> new Cell(shown(texts.get(i)), marks[i]))
        .toList();
  }

  /** The heading of the benchmarks. */
  public String corner() {
    return hasShots ? "Benchmark (shots)" : "Benchmark";
  }

  /** The table. */
  public ScoreTable table() {
    List<ScoreTable.Line> rows = new ArrayList<>();
    for (Sizes size : sizes) {
      boolean last = size.equals(sizes.get(sizes.size() - 1));
      rows.add(new ScoreTable.Line(size.name, size.cells(), last));
    }
    for (Line line : lines) {
      String label = line.settings.label(line.name);
      String shots = hasShots ? " (" + line.shots + ")" : "";
      rows.add(new ScoreTable.Line(label + shots, cells(line), false));
    }
    return new ScoreTable(name + " of the paper", corner(), groups, rows, note);
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
