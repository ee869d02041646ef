package minitron.tinyworld;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import minitron.io.Disk;
import minitron.report.Columns;
import minitron.report.Showable;
import minitron.report.TokenAxis;
import minitron.report.plot.LinePlot;
import minitron.train.Run;
import minitron.train.state.StepRecord;
import tech.tablesaw.api.Table;

/**
 * The training curve of TinyWorld's teacher, which is also recorded beside it.
 *
 * @param points one for every hundred steps
 */
public record TinyCurve(List<Point> points) implements Showable {
  private static final String HEADER = "part,step,tokens,loss,learning_rate";
  private static final int EVERY = 100;
  private static final Map<String, String> LINES =
      Map.of("first", "three layers", "rest", "all layers");

  /**
   * The mean of a hundred steps.
   *
   * @param part {@code first}, {@code rest} or {@code letters}
   * @param step the last of the steps, counted from the start of the part
   * @param tokens seen in the part so far
   * @param loss their mean LM loss in nats a token
   * @param learningRate that of the last step
   */
  public record Point(String part, long step, long tokens, double loss, double learningRate) {
    @Override
    public String toString() {
      return part + "," + step + "," + tokens + "," + loss + "," + learningRate;
    }

    static Point parse(String line) {
      String[] cells = line.split(",", -1);
      return new Point(
          cells[0],
          Long.parseLong(cells[1]),
          Long.parseLong(cells[2]),
          Double.parseDouble(cells[3]),
          Double.parseDouble(cells[4]));
    }
  }

  /** Keeps the points as they are now. */
  public TinyCurve {
    points = List.copyOf(points);
  }

  /** Reads the curve.csv beside a teacher. */
  public static TinyCurve read(String teacher) {
    Path file = Path.of(teacher, "curve.csv");
    try {
      List<String> lines = Files.readAllLines(file);
      return new TinyCurve(lines.stream().skip(1).map(Point::parse).toList());
    } catch (IOException e) {
      throw Disk.cannotRead(file, e);
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new IllegalArgumentException(
          file + " is not a training curve: its columns must be " + HEADER + ".", e);
    }
  }

  /** The curve of a run of the first part. */
  public static TinyCurve of(Run first) {
    return new TinyCurve(points("first", first));
  }

  /** The curve of both parts. */
  public static TinyCurve of(TinyTeacher.Trained trained) {
    List<Point> points = new ArrayList<>(points("first", trained.first()));
    points.addAll(points("rest", trained.rest()));
    return new TinyCurve(points);
  }

  /** This curve, and behind it that of the letters. */
  public TinyCurve letters(Run run) {
    List<Point> all = new ArrayList<>(points);
    all.addAll(points("letters", run));
    return new TinyCurve(all);
  }

  private static List<Point> points(String part, Run run) {
    List<Point> points = new ArrayList<>();
    double sum = 0;
    for (StepRecord step : run.steps()) {
      sum += step.loss();
      if (step.step() % EVERY == 0) {
        points.add(new Point(part, step.step(), step.tokens(), sum / EVERY, step.learningRate()));
        sum = 0;
      }
    }
    return points;
  }

  /** The file's text. */
  public String csv() {
    StringBuilder csv = new StringBuilder(HEADER).append('\n');
    points.forEach(row -> csv.append(row).append('\n'));
    return csv.toString();
  }

  /**
   * This curve beside a recorded one, and whether both are the same to the last bit or, if not, how
   * far their losses are apart, in nats.
   */
  public Table beside(TinyCurve recorded) {
    int both = Math.min(points.size(), recorded.points.size());
    List<String> same = new ArrayList<>();
    double apart = 0;
    for (int i = 0; i < both; i++) {
      same.add(points.get(i).equals(recorded.points.get(i)) ? "yes" : "no");
      apart = Math.max(apart, Math.abs(points.get(i).loss - recorded.points.get(i).loss));
    }
    String rows = both + (both == 1 ? " row" : " rows");
    String verdict =
        same.contains("no")
            ? String.format(Locale.ROOT, "At most %.1e nats apart in %s", apart, rows)
            : "Same in all " + rows;
    return Table.create(
        same.isEmpty() ? "" : verdict,
        Columns.counts("step", points.stream().limit(both).mapToLong(Point::step).toArray()),
        Columns.fixed("loss here (nats)", 6, losses(points, both)),
        Columns.fixed("loss recorded (nats)", 6, losses(recorded.points, both)),
        Columns.text("the same row", same));
  }

  private static double[] losses(List<Point> points, int most) {
    return points.stream().limit(most).mapToDouble(Point::loss).toArray();
  }

  /** The loss over the tokens of all parts, a line for each. */
  public LinePlot plot() {
    List<String> parts = points.stream().map(Point::part).distinct().toList();
    TokenAxis axis = TokenAxis.of(parts.stream().mapToLong(this::tokens).sum());
    LinePlot plot = new LinePlot("", axis.title(), "LM loss (nats)");
    long before = 0;
    for (String part : parts) {
      List<Point> own = points.stream().filter(row -> row.part.equals(part)).toList();
      long start = before;
      double[] x = own.stream().mapToDouble(row -> axis.at(start + row.tokens)).toArray();
      plot.line(LINES.getOrDefault(part, part), x, own.stream().mapToDouble(Point::loss).toArray());
      before += tokens(part);
    }
    return plot;
  }

  private long tokens(String part) {
    return points.stream()
        .filter(r -> r.part.equals(part))
        .mapToLong(Point::tokens)
        .max()
        .orElse(0);
  }

  @Override
  public List<?> parts() {
    return List.of(plot());
  }

  @Override
  public String toString() {
    return points.size() + " points of " + EVERY + " steps";
  }
}
