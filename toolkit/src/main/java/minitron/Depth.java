package minitron;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import minitron.eval.result.TaskResult;
import minitron.eval.run.EvaluateOptions;
import minitron.eval.run.SimpleEvaluate;
import minitron.eval.task.Benchmark;
import minitron.host.Watch;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.prune.DepthDrop;
import minitron.prune.DepthImportance;
import minitron.prune.Sensitivity;
import minitron.prune.Sensitivity.Block;
import minitron.prune.Sensitivity.Score;
import minitron.runs.Ending;
import minitron.runs.Progress;
import minitron.text.ItemSource;
import minitron.text.TokenBlocks;
import minitron.text.TokenCorpus;

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
  public record Ask(ItemSource items, Benchmark task, EvaluateOptions how) {
    /** Keeps no answers: they would be of parts of a model. */
    public Ask {
      if (how.answers().isPresent()) {
        throw new IllegalArgumentException(
            "A sweep's task keeps no answers; leave resume(" + how.answers().get() + ") out.");
      }
    }
  }

  /** Sizes of the blocks to remove, on at most 64 blocks of text: {@code Depth.sizes(1, 2, 8)}. */
  public static Options sizes(int... sizes) {
    return new Options(
        Arrays.stream(sizes).boxed().toList(), TokenCorpus.HELD_OUT_BLOCKS, Optional.empty());
  }

  /** Block importance and LM loss without every contiguous block, and the score of a task. */
  public static Sensitivity sweep(CausalLm model, TokenBlocks heldOut, Options options) {
    Optional<SimpleEvaluate> task = // before the long part, so that a fault shows at once
        options
            .task()
            .map(a -> SimpleEvaluate.prepare(model, a.items(), a.how(), List.of(a.task())));
    int[] sizes = options.sizes().stream().mapToInt(size -> size).toArray();
    int[][] rows = heldOut.atMost(options.blocks());
    Sensitivity swept =
        Watch.with(
            "Sweeping depth",
            "batches",
            progress ->
                DepthImportance.run(
                    model.decoder(), TokenChecks.batches(rows, model), sizes, progress));
    return task.isEmpty() || !swept.ending().whole()
        ? swept
        : Watch.with(
            "Asking " + options.task().get().task().name(),
            "blocks",
            progress -> ask(model, swept, task.get(), progress));
  }

  /** Asks the whole model and then each part; the blocks that were asked before a stop stay. */
  private static Sensitivity ask(
      CausalLm model, Sensitivity swept, SimpleEvaluate task, Progress progress) {
    List<Block> blocks = swept.blocks();
    List<Score> without = new ArrayList<>();
    Optional<Score> whole = Optional.empty();
    try {
      whole = Optional.of(score(task, model.decoder(), progress));
      for (int i = 0; i < blocks.size() && !progress.cancelled(); i++) {
        Layers layers = Layers.of(blocks.get(i));
        Decoder part = model.decoder().without(layers.fromZero());
        without.add(score(task, part, progress));
        progress.at(i + 1, blocks.size(), "");
      }
    } catch (CancellationException stopped) {
      // What was asked until then is kept below.
    }
    Ending ending = Ending.stopped(without.size(), blocks.size(), "blocks of the task");
    return swept.scored(whole, without, ending);
  }

  private static Score score(SimpleEvaluate task, Decoder part, Progress progress) {
    TaskResult result = task.run(part, progress.silent()).tasks().get(0);
    var first = result.scores().get(0);
    return new Score(
        result.name() + " (" + result.shots() + "-shot)",
        first.metric().name(),
        first.estimate().value(),
        first.estimate().standardError());
  }

  /**
   * The model without some layers, contiguous or not.
   *
   * @throws IllegalArgumentException if one is not there, or none would be left
   */
  public static CausalLm drop(CausalLm model, Layers layers) {
    return DepthDrop.drop(model, layers.fromZero()).independentOf(model);
  }

  /** The model without a block that a sweep names: {@code drop(model, sweep.leastLoss(2))}. */
  public static CausalLm drop(CausalLm model, Block block) {
    return drop(model, Layers.of(block));
  }

  /** The model without several of them: {@code drop(model, sweep.leastLossEach(4))}. */
  public static CausalLm drop(CausalLm model, List<Block> blocks) {
    return drop(model, Layers.of(blocks.toArray(Block[]::new)));
  }
}
