package minitron.bench;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import minitron.Checkpoint;
import minitron.model.CausalLm;
import minitron.model.ModelConfig;
import minitron.report.Columns;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * The most memory that scoring and distilling take. A peak does not come down again, so each is
 * that of a process of its own: one of {@code minitron bench}.
 *
 * @param folder where checkpoints with random weights are written
 * @param hidden channels of the models; a multiple of 64
 */
public record MemoryGrowth(Path folder, int layers, int hidden) {
  private static final String COMMAND = "minitron.cli.Main";

  /**
   * A point of a line.
   *
   * @param unheld bytes of something that is never held as a whole
   */
  private record Point(int vocabulary, int batch, int length, double unheld) {}

  private record Peak(double score, double distill, double unheld) {}

  /** With these vocabularies; beside it what all logits in float32 would take. */
  public Growth vocabulary(int batch, int length, int... sizes) {
    double logits = (double) Float.BYTES * batch * length;
    return growth(
        "vocabulary",
        "tokens of the vocabulary",
        "all logits, which are never held",
        sizes,
        size -> new Point(size, batch, length, logits * size));
  }

  /** With one sample of these lengths; beside it what a layer's attention to all would take. */
  public Growth length(int vocabulary, int... sizes) {
    int heads = BenchModels.of(layers, hidden, vocabulary).numAttentionHeads();
    return growth(
        "length",
        "tokens of the sample",
        "attention of a layer, never held",
        sizes,
        size -> new Point(vocabulary, 1, size, (double) Float.BYTES * heads * size * size));
  }

  private Growth growth(
      String name, String size, String unheld, int[] sizes, IntFunction<Point> point) {
    List<Peak> all = Arrays.stream(sizes).mapToObj(point).map(this::peak).toList();
    Table table =
        Table.create(
            "Memory by " + name,
            Columns.whole(size, Arrays.stream(sizes).asLongStream().toArray()),
            column("score", all, Peak::score),
            column("distill", all, Peak::distill),
            column(unheld, all, Peak::unheld));
    return new Growth("memory-" + name, "peak of the process, MB", false, table);
  }

  private static DoubleColumn column(String name, List<Peak> all, ToDoubleFunction<Peak> value) {
    return Columns.fixed(name, 0, all.stream().mapToDouble(value).toArray());
  }

  private Peak peak(Point point) {
    ModelConfig config = BenchModels.of(layers, hidden, point.vocabulary);
    String teacher = saved("teacher-" + point.vocabulary, config);
    String student = saved("student-" + point.vocabulary, BenchModels.student(config));
    double score = peakMegabytes(point, "score", "--teacher", teacher);
    double distill = peakMegabytes(point, "distill", "--teacher", teacher, "--student", student);
    return new Peak(score, distill, point.unheld / (1 << 20));
  }

  private String saved(String name, ModelConfig config) {
    String place = folder.resolve(name).toString();
    if (!Files.exists(folder.resolve(name))) {
      try (CausalLm model = Checkpoint.fresh(config, 1)) {
        Checkpoint.save(model, place);
      }
    }
    return place;
  }

  private static double peakMegabytes(Point point, String... work) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), COMMAND, "bench"));
    command.addAll(List.of(work));
    command.addAll(List.of("--batch", "" + point.batch, "--length", "" + point.length));
    command.addAll(List.of("--warm-ups", "1", "--calls", "1"));
    String line = output(command).strip();
    try {
      return JsonParser.parseString(line).getAsJsonObject().get("peak_rss_mb").getAsDouble();
    } catch (RuntimeException e) {
      throw new IllegalStateException("minitron bench " + work[0] + " failed: " + line, e);
    }
  }

  /** Both streams of a command until it ends. */
  private static String output(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      Thread stop = new Thread(process::destroy);
      Runtime.getRuntime().addShutdownHook(stop);
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Runtime.getRuntime().removeShutdownHook(stop);
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run Java: " + e.getMessage(), e);
    }
  }
}
