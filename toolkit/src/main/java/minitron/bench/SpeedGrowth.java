package minitron.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import minitron.Checkpoint;
import minitron.model.CausalLm;
import minitron.model.ModelConfig;
import minitron.model.TokenBatch;
import minitron.report.Columns;
import minitron.tensor.Precision;
import tech.tablesaw.api.Table;

/**
 * How many tokens a second models with random weights score, distil and write.
 *
 * @param hidden channels of the models; a multiple of 64
 */
public record SpeedGrowth(Calls calls, int hidden, int vocabulary) {
  private static final int PROMPT = 64;
  private static final int WRITTEN = 32;

  /** Tokens a second of each piece of work. */
  private record Speeds(double score, double distill, double generate) {}

  /** With these many samples of {@code length} tokens. */
  public Growth batch(int layers, int length, int... sizes) {
    return growth("batch", "samples", sizes, batch -> speeds(layers, batch, length));
  }

  /** With samples of these lengths, as many of them as give {@code tokens}. */
  public Growth length(int layers, int tokens, int... sizes) {
    Growth all =
        growth(
            "length",
            "tokens of a sample",
            sizes,
            length -> speeds(layers, Math.max(1, tokens / length), length));
    return new Growth(all.name(), all.unit(), true, all.table().rejectColumns("generate"));
  }

  /** With these many layers and {@code batch} samples of {@code length} tokens. */
  public Growth depth(int batch, int length, int... sizes) {
    return growth("depth", "layers", sizes, layers -> speeds(layers, batch, length));
  }

  private static Growth growth(String name, String size, int[] sizes, IntFunction<Speeds> measure) {
    List<Speeds> all = Arrays.stream(sizes).mapToObj(measure).toList();
    Table table =
        Table.create(
            "Speed by " + name,
            Columns.whole(size, Arrays.stream(sizes).asLongStream().toArray()),
            Columns.fixed("score", 0, all.stream().mapToDouble(Speeds::score).toArray()),
            Columns.fixed("distill", 0, all.stream().mapToDouble(Speeds::distill).toArray()),
            Columns.fixed("generate", 0, all.stream().mapToDouble(Speeds::generate).toArray()));
    return new Growth("speed-" + name, "tokens a second", true, table);
  }

  private Speeds speeds(int layers, int batch, int length) {
    ModelConfig config = BenchModels.of(layers, hidden, vocabulary);
    try (CausalLm teacher = Checkpoint.fresh(config, 1);
        CausalLm student = Checkpoint.fresh(BenchModels.student(config), 2)) {
      TokenBatch tokens = Bench.tokens(teacher, batch, length);
      var bench = new Bench(calls);
      var training = new BenchTraining(calls);
      return new Speeds(
          bench.score(teacher, tokens, Precision.F32).perSecond(),
          training.distill(teacher, student, tokens, Precision.F32).perSecond(),
          bench.generate(teacher, batch, PROMPT, WRITTEN).perSecond());
    }
  }
}
