package minitron;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import minitron.model.CausalLm;
import minitron.tensor.Moments;
import minitron.tensor.Precision;
import minitron.text.TokenCorpus;
import minitron.train.TrainOptions;

/**
 * What a training in less memory costs in truth: the loss on held-out text at the end of a
 * distillation, in float32 with several seeds, and with each option.
 *
 * <p>{@code java -cp … minitron.StorageCosts MODEL TEXT TOKENS}; TinyWorld's are {@code
 * datasets/tinyworld/teacher tinyworld 200000}.
 */
public final class StorageCosts {
  private StorageCosts() {}

  /** Prints a line a run. */
  public static void main(String[] arguments) {
    CausalLm teacher = Checkpoint.load(arguments[0]);
    TokenCorpus corpus = Corpus.of(arguments[1], teacher).length(128).split(0.95);
    int hidden = teacher.config().hiddenSize() * 3 / 4 / 8 * 8;
    int mlp = teacher.config().intermediateSize() * 5 / 8;
    var scores = Width.importance(teacher, corpus.calibration(64));
    CausalLm student = Width.trim(teacher, scores, Target.hidden(hidden).mlp(mlp));
    TrainOptions base =
        Distill.options().tokens(Long.parseLong(arguments[2])).length(128).learningRate(1e-3);
    List<Double> seeds = new ArrayList<>();
    for (long seed = 0; seed < 5; seed++) {
      seeds.add(loss(teacher, student, corpus, base.seed(seed), "float32, seed " + seed));
    }
    Map<String, TrainOptions> ways = new LinkedHashMap<>();
    ways.put("moments 8bit", base.moments(Moments.EIGHT_BIT));
    ways.put("master bf16", base.master(Precision.BF16));
    ways.put("master bf16, moments 8bit", base.master(Precision.BF16).moments(Moments.EIGHT_BIT));
    ways.put("micro-batch 1", base.microBatch(1));
    ways.put("recompute", base.recompute());
    ways.forEach((name, way) -> loss(teacher, student, corpus, way, name));
    double least = seeds.stream().mapToDouble(x -> x).min().orElseThrow();
    double most = seeds.stream().mapToDouble(x -> x).max().orElseThrow();
    System.out.printf(Locale.ROOT, "seeds: %.4f to %.4f%n", least, most);
  }

  private static double loss(
      CausalLm teacher, CausalLm student, TokenCorpus corpus, TrainOptions options, String name) {
    var run = Distill.run(teacher, student, corpus, options);
    System.out.printf(Locale.ROOT, "%-28s %.4f%n", name, run.loss());
    run.model().close();
    return run.loss();
  }
}
