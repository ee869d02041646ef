package minitron.cli;

import minitron.tensor.Moments;
import minitron.tensor.Precision;
import minitron.train.TrainOptions;
import picocli.CommandLine.Option;

/** What a training may save memory with. */
final class MemoryFlags {
  @Option(
      names = "--recompute",
      description = "Keeps no activations: less memory, a forward pass more, the same bits.")
  boolean recompute;

  @Option(
      names = "--micro-batch",
      paramLabel = "N",
      description = "Samples of a step that are computed at once; their gradients are added up.")
  Integer microBatch;

  @Option(
      names = "--master",
      paramLabel = "f32|bf16",
      description =
          "The type of the weights in training; f32. bf16 halves weights and gradients, with updates that are rounded by chance.")
  Precision master = Precision.F32;

  @Option(
      names = "--moments",
      paramLabel = "f32|8bit",
      description = "How AdamW's means are kept; f32. 8bit takes 2 bytes a weight instead of 8.")
  Moments moments = Moments.F32;

  @Option(
      names = "--states-on-host",
      description = "Keeps AdamW's means in the host's memory, not on the GPU.")
  boolean onHost;

  /** The options with these. */
  TrainOptions on(TrainOptions options) {
    TrainOptions all = options.master(master).moments(moments);
    all = microBatch == null ? all : all.microBatch(microBatch);
    all = onHost ? all.statesOnHost() : all;
    return recompute ? all.recompute() : all;
  }
}
