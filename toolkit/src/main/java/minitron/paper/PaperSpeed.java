package minitron.paper;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import minitron.infer.Spread;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Showable;
import minitron.report.plot.LinePlot;
import minitron.search.Roofline;
import minitron.tensor.Hardware;
import tech.tablesaw.api.Table;

/**
 * What the paper says of the run time of its students, and what their shapes allow on a GPU. The
 * paper names TensorRT-LLM and averages, but no GPU, batch, length or type.
 *
 * @param gpu the machine of the prediction, in bfloat16
 */
public record PaperSpeed(Hardware gpu) implements Showable {
  private static final double BYTES_A_WEIGHT = 2;

  /** Prompt and new tokens, as NVIDIA's pages on the speed of TensorRT-LLM pair them. */
  private static final int[][] LENGTHS = {{128, 128}, {128, 2048}, {2048, 128}, {2048, 2048}};

  private static final int[] BATCHES = {1, 4, 8, 16, 32, 64};

  /** A batch of the teacher for which the student has one twice as large. */
  private static final int HALF = 32;

  private static final String FIRST = "Introduction";

  private static final List<Speedup> CLAIMS =
      List.of(
          new Speedup(Table3.DEPTH, Table3.LLAMA, 2.7, FIRST + "; Insights, item 3"),
          new Speedup(Table3.WIDTH, Table3.LLAMA, 1.8, FIRST),
          new Speedup(Table3.WIDTH, Table3.LLAMA, 1.7, "Insights, item 3"),
          new Speedup(Table3.MN, Table3.NEMO, 1.2, FIRST));

  /** How many times faster a student is than its teacher, and where the paper says so. */
  public record Speedup(String student, String teacher, double speedup, String place) {}

  /** The paper's figures, in its order. */
  public List<Speedup> claims() {
    return CLAIMS;
  }

  /**
   * How many times more tokens a second the shapes allow, on average over lengths.
   *
   * @param batch of the teacher
   * @param times by how much the student's batch is larger
   */
  public double predicted(Speedup claim, int batch, int times) {
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
    return new Roofline(new Table3(1, "").config(model), BYTES_A_WEIGHT)
        .seconds(batch, prompt, tokens, gpu.flopsPerSecond(), gpu.bytesPerSecond());
  }

  /** From batch 1 to batch 64, the same for both. */
  Spread equal(Speedup claim) {
    return Spread.of(Arrays.stream(equals(claim)));
  }

  /** Where the teacher writes 32 texts at once, and the student 64. */
  double twice(Speedup claim) {
    return predicted(claim, HALF, 2);
  }

  private double[] equals(Speedup claim) {
    return Arrays.stream(BATCHES).mapToDouble(batch -> predicted(claim, batch, 1)).toArray();
  }

  /** The prediction over the batch, with the paper's figures as dashed lines. */
  public LinePlot plot() {
    var plot = new LinePlot("", "batch (texts at once)", "times the teacher's tokens/s").counting();
    double[] batches = Arrays.stream(BATCHES).asDoubleStream().toArray();
    List<Speedup> one = CLAIMS.stream().filter(claim -> claim.place.startsWith(FIRST)).toList();
    one.forEach(claim -> plot.line(claim.student, batches, equals(claim)));
    one.forEach(claim -> plot.baseline(claim.student + ", paper: " + claim.speedup, claim.speedup));
    return plot;
  }

  /** Every figure of the paper with what the shapes allow. */
  public Table table() {
    return Table.create(
        "speed-ups: the paper's, and what the shapes allow on an " + gpu.name(),
        Columns.text("student", CLAIMS.stream().map(Speedup::student).toList()),
        Columns.text("teacher", CLAIMS.stream().map(Speedup::teacher).toList()),
        Columns.text("place", CLAIMS.stream().map(Speedup::place).toList()),
        Columns.fixed("paper", 1, numbers(Speedup::speedup)),
        Columns.fixed("batch 1", 2, numbers(claim -> predicted(claim, 1, 1))),
        Columns.fixed("batch 32", 2, numbers(claim -> predicted(claim, HALF, 1))),
        Columns.fixed("batch 64", 2, numbers(claim -> predicted(claim, 2 * HALF, 1))),
        Columns.fixed("student 64, teacher 32", 2, numbers(this::twice)));
  }

  private static double[] numbers(ToDoubleFunction<Speedup> of) {
    return CLAIMS.stream().mapToDouble(of).toArray();
  }

  @Override
  public List<?> parts() {
    return List.of(table());
  }

  @Override
  public String toString() {
    return Markdown.table(table());
  }
}
