package minitron.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import minitron.infer.Speeds;
import minitron.infer.Speeds.Spread;
import minitron.infer.Workload.Seconds;
import minitron.report.Columns;
import minitron.report.plot.LinePlot;
import minitron.search.Roofline;
import minitron.tensor.Hardware;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * What the paper says of the run time of its students, beside what their shapes allow on a GPU and
 * what was measured. The paper names TensorRT-LLM and averages, but no GPU, batch, length or type.
 *
 * @param gpu the machine of the prediction
 */
public record PaperSpeed(Hardware gpu) {
  /** In bfloat16. */
  private static final double BYTES_A_WEIGHT = 2;

  /** Prompt and new tokens, as NVIDIA's pages on the speed of TensorRT-LLM pair them. */
  private static final int[][] LENGTHS = {{128, 128}, {128, 2048}, {2048, 128}, {2048, 2048}};

  private static final int[] BATCHES = {1, 2, 4, 8, 16, 32, 48, 64};

  /** The paper's figures. */
  public static final List<Claim> CLAIMS =
      List.of(
          new Claim(Table3.DEPTH, Table3.LLAMA, 2.7, "Introduction; Insights, item 3"),
          new Claim(Table3.WIDTH, Table3.LLAMA, 1.8, "Introduction"),
          new Claim(Table3.WIDTH, Table3.LLAMA, 1.7, "Insights, item 3"),
          new Claim(Table3.MN, Table3.NEMO, 1.2, "Introduction"));

  /** How many times faster a student is than its teacher, and where the paper says so. */
  public record Claim(String student, String teacher, double speedup, String place) {}

  /**
   * How many times more tokens a second the shapes allow, on average over lengths.
   *
   * @param batch of the teacher
   * @param times by how much the student's batch is larger
   */
  public double predicted(Claim claim, int batch, int times) {
    return Arrays.stream(LENGTHS)
        .mapToDouble(
            l ->
                times
                    * seconds(claim.teacher, batch, l[0], l[1])
                    / seconds(claim.student, batch * times, l[0], l[1]))
        .average()
        .orElseThrow();
  }

  private double seconds(String model, int batch, int prompt, int tokens) {
    return new Roofline(new Table3(1).config(model), BYTES_A_WEIGHT)
        .seconds(batch, prompt, tokens, gpu.flopsPerSecond(), gpu.bytesPerSecond());
  }

  private Spread range(Claim claim, int times) {
    return Spread.of(Arrays.stream(BATCHES).mapToDouble(batch -> predicted(claim, batch, times)));
  }

  /** The prediction over the batch, with the paper's figures as dashed lines. */
  public LinePlot plot() {
    var plot = new LinePlot("", "batch (texts at once)", "times the teacher's tokens/s").counting();
    double[] batches = Arrays.stream(BATCHES).asDoubleStream().toArray();
    for (Claim claim : claims()) {
      double[] y = Arrays.stream(BATCHES).mapToDouble(b -> predicted(claim, b, 1)).toArray();
      plot.line(claim.student, batches, y);
    }
    claims().forEach(c -> plot.baseline("paper: " + c.student + " " + c.speedup, c.speedup));
    return plot;
  }

  /** One for each student. */
  private static List<Claim> claims() {
    return CLAIMS.stream().filter(claim -> claim.place.startsWith("Introduction")).toList();
  }

  /**
   * Every figure of the paper with what the shapes allow, at the teacher's batch and at twice it.
   */
  public Table table() {
    List<Spread> equal = CLAIMS.stream().map(claim -> range(claim, 1)).toList();
    List<Spread> twice = CLAIMS.stream().map(claim -> range(claim, 2)).toList();
    return Table.create(
        "speed-ups, " + gpu.name(),
        Columns.text("student", CLAIMS.stream().map(Claim::student).toList()),
        Columns.text("teacher", CLAIMS.stream().map(Claim::teacher).toList()),
        Columns.fixed("paper", 1, CLAIMS.stream().mapToDouble(Claim::speedup).toArray()),
        Columns.text("place", CLAIMS.stream().map(Claim::place).toList()),
        column("roofline from", equal, Spread::least),
        column("roofline to", equal, Spread::most),
        column("twice the batch from", twice, Spread::least),
        column("twice the batch to", twice, Spread::most));
  }

  private static DoubleColumn column(String name, List<Spread> of, ToDoubleFunction<Spread> value) {
    return Columns.fixed(name, 2, of.stream().mapToDouble(value).toArray());
  }

  /**
   * One paragraph for each figure: what the paper says, what the shapes allow, what was measured,
   * and whether it holds.
   *
   * @param measured models of {@link Table3}'s names
   */
  public String verdict(Speeds measured) {
    List<String> said = new ArrayList<>();
    CLAIMS.forEach(claim -> said.add(verdict(claim, measured)));
    said.add(order(measured));
    return String.join("\n\n", said);
  }

  private String verdict(Claim claim, Speeds measured) {
    Spread equal = range(claim, 1);
    Spread twice = range(claim, 2);
    List<String> said = new ArrayList<>();
    said.add(text("%s, %.1f× (%s).", claim.student, claim.speedup, claim.place));
    said.add(
        text(
            "The shapes allow %s at equal batch and %s at twice the batch, so the figure is %s.",
            between(equal), between(twice), within(claim.speedup, equal, twice)));
    Spread all = measured(claim, measured);
    said.add(text("Measured: %s over the workloads.", between(all)));
    String faster =
        all.least() > 1
            ? "Faster than its teacher at every workload: holds here."
            : all.most() < 1
                ? "Slower than its teacher at every workload: does not hold here."
                : "Faster at some workloads and slower at others: not settled here.";
    String size =
        inside(claim.speedup, all)
            ? "The size is within what was measured."
            : text(
                "The size is %s what was measured.",
                claim.speedup > all.most() ? "above" : "below");
    said.add(faster);
    said.add(size);
    return String.join(" ", said);
  }

  private static String within(double figure, Spread equal, Spread twice) {
    if (inside(figure, equal)) {
      return "what equal batches give";
    }
    if (inside(figure, twice)) {
      return "out of reach at equal batch, and within reach at twice the batch";
    }
    return figure < Math.min(equal.least(), twice.least()) ? "less than both" : "in neither range";
  }

  private static boolean inside(double figure, Spread range) {
    return range.least() <= figure && figure <= range.most();
  }

  private static Spread measured(Claim claim, Speeds measured) {
    return Spread.of(
        measured.rows(claim.student).stream()
            .mapToDouble(row -> measured.speedup(row, claim.teacher, Seconds::all).median()));
  }

  /** Whether the depth student is the faster of the two, workload by workload. */
  private static String order(Speeds measured) {
    List<Speeds.Row> depth = measured.rows(Table3.DEPTH);
    long faster =
        depth.stream()
            .filter(row -> measured.speedup(row, Table3.WIDTH, Seconds::all).least() > 1)
            .count();
    return text(
        "Depth faster than width at about equal size: in every round at %d of %d workloads: %s.",
        faster, depth.size(), faster == depth.size() ? "holds here" : "does not hold throughout");
  }

  private static String between(Spread range) {
    return text("%.2f× to %.2f×", range.least(), range.most());
  }

  private static String text(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
