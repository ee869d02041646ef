package minitron.tinyworld;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import minitron.report.Columns;
import minitron.report.Showable;
import minitron.report.TokenAxis;
import minitron.report.plot.LinePlot;
import minitron.train.Run;
import minitron.train.StepRecord;
import tech.tablesaw.api.Table;

/**
 * How TinyWorld's teacher was trained, as it is recorded beside the teacher: a row for every
 * hundred steps, with their mean loss.
 */
public record TinyCurve(List<Row> rows) implements Showable {
  private static final String HEADER = "part,step,tokens,loss,learning_rate";
  private static final int EVERY = 100;

  /**
   * A hundred steps.
   *
   * @param part {@code first} or {@code rest}
   * @param step the last of them, from the start of the part
   * @param tokens seen in the part so far
   * @param loss their mean LM loss, nats a token, to the last bit
   * @param learningRate of the last of them
   */
  public record Row(String part, long step, long tokens, double loss, double learningRate) {
    @Override
    public String toString() {
      return part + "," + step + "," + tokens + "," + loss + "," + learningRate;
    }

    static Row parse(String line) {
      String[] cells = line.split(",", -1);
      return new Row(
          cells[0],
          Long.parseLong(cells[1]),
          Long.parseLong(cells[2]),
          Double.parseDouble(cells[3]),
          Double.parseDouble(cells[4]));
    }
  }

  /** Keeps the rows as they are now. */
  public TinyCurve {
    rows = List.copyOf(rows);
  }

  /** Reads the curve.csv beside a teacher. */
  public static TinyCurve read(String teacher) {
    Path file = Path.of(teacher, "curve.csv");
    try {
      List<String> lines = Files.readAllLines(file);
      return new TinyCurve(lines.stream().skip(1).map(Row::parse).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new IllegalArgumentException(
          file + " is no curve: it needs rows of " + HEADER + ".", e);
    }
  }

  /** The curve of a run of the first part. */
  public static TinyCurve of(Run first) {
    return new TinyCurve(rows("first", first));
  }

  /** The curve of both parts. */
  public static TinyCurve of(TinyTeacher.Trained trained) {
    List<Row> rows = new ArrayList<>(rows("first", trained.first()));
    rows.addAll(rows("rest", trained.rest()));
    return new TinyCurve(rows);
  }

  private static List<Row> rows(String part, Run run) {
    List<Row> rows = new ArrayList<>();
    double sum = 0;
    for (StepRecord step : run.steps()) {
      sum += step.loss();
      if (step.step() % EVERY == 0) {
        rows.add(new Row(part, step.step(), step.tokens(), sum / EVERY, step.learningRate()));
        sum = 0;
      }
    }
    return rows;
  }

  /** The file's text. */
  public String csv() {
    StringBuilder csv = new StringBuilder(HEADER).append('\n');
    rows.forEach(row -> csv.append(row).append('\n'));
    return csv.toString();
  }

  /** Its rows beside those of a recorded curve, and whether both are the same to the last bit. */
  public Table beside(TinyCurve recorded) {
    int both = Math.min(rows.size(), recorded.rows.size());
    List<String> same = new ArrayList<>();
    for (int i = 0; i < both; i++) {
      same.add(rows.get(i).equals(recorded.rows.get(i)) ? "yes" : "no");
    }
    return Table.create(
        same.contains("no") || same.isEmpty()
            ? ""
            : "Same in all " + both + (both == 1 ? " row" : " rows"),
        Columns.counts("step", rows.stream().limit(both).mapToLong(Row::step).toArray()),
        Columns.text("loss here", losses(rows, both)),
        Columns.text("loss recorded", losses(recorded.rows, both)),
        Columns.text("the same row", same));
  }

  private static List<String> losses(List<Row> rows, int most) {
    return rows.stream().limit(most).map(row -> Double.toString(row.loss)).toList();
  }

  /** The loss over the tokens of all parts, a line for each. */
  public LinePlot plot() {
    List<String> parts = rows.stream().map(Row::part).distinct().toList();
    TokenAxis axis = TokenAxis.of(parts.stream().mapToLong(this::tokens).sum());
    LinePlot plot = new LinePlot("", axis.title(), "LM loss (nats)");
    long before = 0;
    for (String part : parts) {
      List<Row> own = rows.stream().filter(row -> row.part.equals(part)).toList();
      long start = before;
      double[] x = own.stream().mapToDouble(row -> axis.at(start + row.tokens)).toArray();
      plot.line(
          part.equals("first") ? "three layers" : "all layers",
          x,
          own.stream().mapToDouble(Row::loss).toArray());
      before += tokens(part);
    }
    return plot;
  }

  private long tokens(String part) {
    return rows.stream().filter(r -> r.part.equals(part)).mapToLong(Row::tokens).max().orElse(0);
  }

  @Override
  public List<?> parts() {
    return List.of(plot());
  }

  @Override
  public String toString() {
    return rows.size() + " rows of " + EVERY + " steps";
  }
}
