package minitron;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import minitron.eval.run.EvaluateOptions;
import minitron.eval.run.SimpleEvaluate;
import minitron.eval.task.Benchmark;
import minitron.host.Watch;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.prune.DepthDrop;
import minitron.prune.DepthSweep;
import minitron.runs.Progress;
import minitron.text.Blocks;
import minitron.text.ItemSource;

/** Depth pruning: what blocks of layers are worth, and a model without some. */
public final class Depth {
  private Depth() {}

  /**
   * What a sweep looks at.
   *
   * @param sizes how many contiguous layers are removed at a time
   * @param blocks how many blocks of the held-out text are read at most
   * @param task a task that is asked without each block too, if any
   */
  public record Options(List<Integer> sizes, int blocks, Optional<Ask> task) {
    /** Keeps the sizes as they are now. */
    public Options {
      sizes = List.copyOf(sizes);
      if (sizes.isEmpty() || blocks < 1) {
        throw new IllegalArgumentException("A sweep needs a size and a block of text at least.");
      }
    }

    /** The same with a task, as the paper does with Winogrande. */
    public Options task(ItemSource items, Benchmark task) {
      return task(items, task, Harness.options());
    }

    /** The same with a task of which not every document is asked. */
    public Options task(ItemSource items, Benchmark task, EvaluateOptions how) {
      return new Options(sizes, blocks, Optional.of(new Ask(items, task, how)));
    }

    /** The same with more or less text. */
    public Options blocks(int atMost) {
      return new Options(sizes, atMost, task);
    }
  }

  /** A task, its documents, and how many of them. */
  public record Ask(ItemSource items, Benchmark task, EvaluateOptions how) {}

  /** Sizes of the blocks to remove, on at most 64 blocks of text: {@code Depth.sizes(1, 2, 8)}. */
  public static Options sizes(int... sizes) {
    return new Options(Arrays.stream(sizes).boxed().toList(), 64, Optional.empty());
  }

  /** Block importance and LM loss without every contiguous block, and the score of a task. */
  public static Sensitivity sweep(CausalLm model, Blocks heldOut, Options options) {
    int[] sizes = options.sizes().stream().mapToInt(size -> size).toArray();
    int[][] rows = heldOut.first(Math.min(options.blocks(), heldOut.count()));
    DepthSweep.Result result =
        Watch.with(
            "Sweeping depth",
            "batches",
            progress ->
                DepthSweep.run(model.decoder(), Inputs.batches(rows, model), sizes, progress));
    if (options.task().isEmpty() || result.tokens() < (long) rows.length * heldOut.length()) {
      return Sensitivity.of(result);
    }
    return Watch.with(
        "Asking " + options.task().get().task().name(),
        "blocks",
        progress -> ask(model, result, options.task().get(), progress));
  }

  private static Sensitivity ask(
      CausalLm model, DepthSweep.Result result, Ask ask, Progress progress) {
    var task = SimpleEvaluate.prepare(model, ask.items(), ask.how(), List.of(ask.task()));
    Decoder whole = model.decoder();
    Sensitivity found = Sensitivity.of(result);
    try {
      found = found.baseline(score(task, whole, progress));
      for (int i = 0; i < result.blocks().size() && !progress.cancelled(); i++) {
        Layers layers = found.blocks().get(i).layers();
        found = found.scored(i, score(task, whole.without(layers.fromZero()), progress));
        progress.at(i + 1, result.blocks().size(), "");
      }
    } catch (CancellationException stopped) {
      return found; // the blocks that were asked stay
    }
    return found;
  }

  private static Sensitivity.Score score(SimpleEvaluate task, Decoder decoder, Progress progress) {
    return Sensitivity.Score.of(task.run(decoder, progress.silent()).tasks().get(0));
  }

  /**
   * The model without some layers, contiguous or not.
   *
   * @throws IllegalArgumentException if one is not there, or none would be left
   */
  public static CausalLm drop(CausalLm model, Layers layers) {
    return DepthDrop.drop(model, layers.fromZero()).independentOf(model);
  }
}
