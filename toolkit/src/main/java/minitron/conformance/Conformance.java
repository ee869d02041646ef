package minitron.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Checks this toolkit against numbers that another program computed on the same checkpoint: logits,
 * losses, importance, trimmed models, divergence, gradients and a training curve.
 */
public final class Conformance {
  private Conformance() {}

  /**
   * Compares everything in a folder's {@code expected.json} and {@code expected.safetensors}; a key
   * that is not known fails, and so does one that is missing.
   *
   * @param folder a checkpoint in Hugging Face layout with expected values, and {@code
   *     pruned-width}
   * @return tensors agree with max|a − b| ≤ 1e-4 · max|b|, scalars to 1e-4 of their size, indices
   *     exactly
   */
  public static Report check(Path folder) {
    for (String name : List.of("expected.json", "expected.safetensors")) {
      if (!Files.isRegularFile(folder.resolve(name))) {
        throw new IllegalArgumentException(
            folder + " has no " + name + ": it is needed beside the checkpoint to compare with.");
      }
    }
    try (var reference = ReferenceCase.open(folder)) {
      return reference.report();
    }
  }

  /** The same for a folder by name. */
  public static Report check(String folder) {
    return check(Path.of(folder));
  }
}
