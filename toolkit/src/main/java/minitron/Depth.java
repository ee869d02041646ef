package minitron;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import minitron.eval.run.EvaluateOptions;
import minitron.eval.run.SimpleEvaluate;
import minitron.eval.task.Benchmark;
import minitron.model.CausalLm;
import minitron.model.TokenChecks;
import minitron.prune.DepthDrop;
import minitron.prune.RankCorrelations;
import minitron.prune.Sensitivity;
import minitron.prune.Sensitivity.Block;
import minitron.prune.SweepRows;
import minitron.stage.Sweep;
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
   * @param rows the folder where rows are kept, if they are
   */
  public record Options(List<Integer> sizes, int blocks, Optional<Ask> task, Optional<Path> rows) {
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
      return new Options(sizes, blocks, Optional.of(new Ask(items, task, how)), rows);
    }

    /** The same with more or less text. */
    public Options blocks(int atMost) {
      return new Options(sizes, atMost, task, rows);
    }

    /**
     * The same, keeping every measurement in a folder as soon as it is there, and taking from it
     * what an earlier call with the same weights, text and task measured: so a sweep that was
     * stopped or killed goes on where it was, and ends with the same bits.
     */
    public Options resume(String folder) {
      return new Options(sizes, blocks, task, Optional.of(Path.of(folder)));
    }
  }

  /** A task, its documents, and how many of them. */
  public record Ask(ItemSource items, Benchmark task, EvaluateOptions how) {
    /** Keeps no answers: they would be of parts of a model. */
    public Ask {
      if (how.answers().isPresent()) {
        throw new IllegalArgumentException(
            "A sweep's task keeps no answers; leave resume(%s) out, or give it to the sweep itself."
                .formatted(how.answers().get()));
      }
    }
  }

  /** Sizes of the blocks to remove, on at most 64 blocks of text: {@code Depth.sizes(1, 2, 8)}. */
  public static Options sizes(int... sizes) {
    return new Options(
        Arrays.stream(sizes).boxed().toList(),
        TokenCorpus.HELD_OUT_BLOCKS,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Block importance and LM loss without every contiguous block, and the score of a task.
   *
   * @throws minitron.model.NanException if one of these losses is not a number; it names the block
   */
  public static Sensitivity sweep(CausalLm model, TokenBlocks heldOut, Options options) {
    Optional<SimpleEvaluate> task = // before the long part, so that a fault shows at once
        options
            .task()
            .map(a -> SimpleEvaluate.prepare(model, a.items(), a.how(), List.of(a.task())));
    var sweep =
        new Sweep(
            model,
            TokenChecks.batches(heldOut.atMost(options.blocks()), model),
            options.sizes(),
            task);
    return options.rows().map(sweep::resume).orElseGet(() -> sweep.run(SweepRows.NOT_KEPT));
  }

  /**
   * How alike the measures of a sweep rank its blocks.
   *
   * @throws IllegalArgumentException if the sweep was stopped
   */
  public static RankCorrelations correlations(Sensitivity sweep) {
    sweep.ending().requireWhole("The losses of this sweep", "sweep to the end, or take asWhole()");
    return new RankCorrelations(sweep.blocks());
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
