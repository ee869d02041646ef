package minitron.cli;

import minitron.Checkpoint;
import minitron.model.CausalLm;
import minitron.tensor.Precision;
import picocli.CommandLine.Option;

/** How a model is computed that is only read. */
final class ReadingFlags {
  @Option(
      names = "--dtype",
      paramLabel = "f32|bf16",
      description = "What matrix products are computed in; f32.")
  Precision dtype = Precision.F32;

  /** Opens a checkpoint. */
  CausalLm open(String folder) {
    return Checkpoint.load(folder).computedIn(dtype);
  }
}
