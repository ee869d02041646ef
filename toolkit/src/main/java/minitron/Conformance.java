package minitron;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Checks this toolkit against numbers that another program computed on the same checkpoint: logits,
 * losses, importance, trimmed models, divergence, gradients and a training curve.
 */
public final class Conformance {
  private Conformance() {}

  /**
   * One comparison.
   *
   * @param name the key of the expected value
   * @param passed whether it agrees
   * @param note the largest difference, or what is wrong
   */
  public record Check(String name, boolean passed, String note) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%-4s %-36s %s", passed ? "ok" : "FAIL", name, note);
    }
  }

  /**
   * All comparisons of a case.
   *
   * @param checks in the order they were made
   */
  public record Report(List<Check> checks) {
    /** Whether every one agrees. */
    public boolean passed() {
      return failed() == 0;
    }

    private long failed() {
      return checks.stream().filter(check -> !check.passed()).count();
    }

    @Override
    public String toString() {
      var text = new StringBuilder();
      checks.forEach(check -> text.append(check).append('\n'));
      return text.append(checks.size() + " checks, " + failed() + " failed").toString();
    }
  }

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
    try (var reference = new ReferenceCase(folder)) {
      return new Report(reference.checks());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + folder + ": " + e.getMessage(), e);
    }
  }

  /** The same for a folder by name. */
  public static Report check(String folder) {
    return check(Path.of(folder));
  }
}
