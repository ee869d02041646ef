package minitron;

import java.util.List;
import java.util.Optional;
import minitron.host.Watch;
import minitron.infer.Workload;
import minitron.model.CausalLm;
import minitron.model.ModelConfig;
import minitron.model.TokenChecks;
import minitron.report.Showable;
import minitron.search.Candidates;
import minitron.search.Explorer;
import minitron.search.Footprint;
import minitron.search.Limits;
import minitron.search.Ranking;
import minitron.search.Shapes;
import minitron.stage.Latency;
import minitron.stage.MemoryPlan;
import minitron.stage.Ranker;
import minitron.text.TokenCorpus;
import minitron.train.TrainOptions;

/**
 * What another architecture would take and give: {@code WhatIf.of(config).parameters(1_000_000)}.
 * No weights are needed, up to {@link #rank}.
 *
 * @param footprint of the model as it is
 * @param limits that a candidate must keep
 * @param latency what must be done in how long, if that is a limit too
 */
public record WhatIf(Footprint footprint, Limits limits, Optional<Latency> latency)
    implements Showable {
  /** What serving is counted for, unless {@link #serving} says so. */
  private static final int LENGTH = 4096;

  private static final int BLOCKS = 16;
  private static final int SAMPLES = 64;

  /** One text of 4096 tokens, or of as many as the model can read; the type of its weights. */
  public static WhatIf of(ModelConfig config) {
    int length = Math.min(LENGTH, config.maxPositionEmbeddings());
    return new WhatIf(
        new Footprint(config, 1, length, config.dtype().size()), Limits.NONE, Optional.empty());
  }

  /** The same for other texts: how many at once, and tokens of each. */
  public WhatIf serving(int batch, int length) {
    return use(batch, length, footprint.bytesAWeight());
  }

  /** The same with other bytes a weight: 4 for float32, 2 for bfloat16, 1 for 8 bits. */
  public WhatIf bytesAWeight(int bytes) {
    return use(footprint.batch(), footprint.length(), bytes);
  }

  private WhatIf use(int batch, int length, int bytes) {
    return new WhatIf(new Footprint(footprint.config(), batch, length, bytes), limits, latency);
  }

  private WhatIf limits(Limits other) {
    return new WhatIf(footprint, other, latency);
  }

  /** The same for other widths; layers stay: "what if this model had 3072 channels?". */
  public WhatIf widths(int hidden, int mlp, int heads) {
    ModelConfig config = footprint.config().withWidths(hidden, mlp, heads);
    return new WhatIf(footprint.of(config), limits, latency);
  }

  /** The same with at most so many parameters. */
  public WhatIf parameters(long most) {
    return limits(limits.parameters(most));
  }

  /** The same with at most so many parameters outside of the embedding and the head. */
  public WhatIf nonEmbeddingParameters(long most) {
    return limits(limits.nonEmbeddingParameters(most));
  }

  /** The same with at most so many millions of bytes of weights and of keys and values. */
  public WhatIf memory(double mb) {
    return limits(limits.servingMb(mb));
  }

  /**
   * The same with a limit of time, which is measured here with random weights.
   *
   * @param milliseconds at most, for reading the prompts and writing the tokens
   * @param batch texts at once
   * @param prompt tokens of each prompt
   * @param tokens to write after each
   */
  public WhatIf latency(double milliseconds, int batch, int prompt, int tokens) {
    var most = new Latency(milliseconds, new Workload(batch, prompt, tokens));
    return new WhatIf(footprint, limits, Optional.of(most));
  }

  /**
   * The architectures that can be cut from this one and keep all limits, each as large as they
   * allow.
   *
   * @throws IllegalArgumentException if no limit is set, or nothing keeps them
   */
  public Candidates candidates() {
    if (limits.equals(Limits.NONE)) {
      throw new IllegalArgumentException(
          "Set a limit first: parameters(n), nonEmbeddingParameters(n) or memory(mb).");
    }
    Candidates small = Candidates.within(limits, footprint);
    return latency.isEmpty()
        ? small
        : Watch.with("Timing", "candidates", progress -> latency.get().within(small, progress));
  }

  /**
   * Cuts candidates from a teacher and ranks them by their LM loss, before any training: of the
   * layers the block goes without which the loss is least, of the width what calibration finds
   * least important.
   */
  public static Ranking rank(CausalLm teacher, TokenCorpus corpus, Candidates candidates) {
    var ranker =
        new Ranker(
            teacher,
            TokenChecks.batches(corpus.heldOut().atMost(BLOCKS), teacher),
            TokenChecks.batches(corpus.calibration(SAMPLES), teacher));
    return Watch.with("Ranking", "candidates", progress -> ranker.rank(candidates, progress));
  }

  /**
   * What scoring, importance and trimming of a teacher need in memory, and its distillation into
   * this architecture; {@code .and(Gpu.of("H100"))} sets a GPU beside what is here.
   *
   * @param options batch, length, precision, and how the student is trained
   */
  public MemoryPlan distilledFrom(ModelConfig teacher, TrainOptions options) {
    return MemoryPlan.of(teacher, footprint.config(), options);
  }

  /** Architectures one below the other, as in the paper's Table 3; add them by name. */
  public static Shapes shapes() {
    return Shapes.NONE;
  }

  /** Sliders for layers, hidden channels, neurons and heads; what they take follows. */
  public Explorer explorer() {
    return new Explorer(footprint);
  }

  @Override
  public List<?> parts() {
    return footprint.parts();
  }

  @Override
  public String toString() {
    return footprint.toString();
  }
}
