package minitron.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import minitron.conformance.golden.GoldenRows;
import minitron.model.CausalLm;
import minitron.prune.Aggregation;
import minitron.prune.WidthImportance;
import minitron.prune.WidthScores;
import minitron.runs.Progress;

/**
 * Checks this toolkit against numbers that another program computed on the same checkpoint: logits,
 * losses, importance, trimmed models, divergence, gradients, conversations and training curves.
 */
public final class Conformance {
  private Conformance() {}

  /**
   * Compares everything in a folder's {@code expected.json} and {@code expected.safetensors}; a key
   * that is not known fails, and so does one that is missing.
   *
   * @param folder a checkpoint in Hugging Face layout with expected values, and {@code
   *     pruned-width}, or with conversations that it is tuned on; or golden rows
   * @param data the folder of the benchmarks' own rows, for golden rows that name some; empty to
   *     look for it
   * @return tensors agree with max|a − b| ≤ 1e-4 · max|b|, scalars to 1e-4 of their size, indices
   *     exactly
   */
  public static Report check(Path folder, Optional<Path> data) {
    if (Files.isDirectory(folder) && GoldenRows.in(folder)) {
      return GoldenRows.check(folder, data);
    }
    for (String name : List.of("expected.json", "expected.safetensors")) {
      if (!Files.isRegularFile(folder.resolve(name))) {
        throw new IllegalArgumentException(
            folder + " has no " + name + ": it is needed beside the checkpoint to compare with.");
      }
    }
    try (Reference reference = Reference.open(folder)) {
      return report(reference);
    }
  }

  /** The same without a folder of benchmarks. */
  public static Report check(Path folder) {
    return check(folder, Optional.empty());
  }

  private static Report report(Reference reference) {
    if (reference.expected().has("conversations")) {
      TuneChecks.all(reference);
      return new Report(reference.expected().checks());
    }
    var model = new ModelChecks(reference);
    reference.each("forward pass", model::forward);
    reference.each("depth importance", model::depth);
    var width = new WidthChecks(reference, scores(reference));
    reference.each("width importance", width::importance);
    reference.each("heads", width::heads);
    reference.each("width", () -> pruned(reference, width));
    return new Report(reference.expected().checks());
  }

  private static WidthScores scores(Reference reference) {
    return WidthImportance.run(
        reference.model().decoder(),
        List.of(reference.batch()),
        Aggregation.MINITRON,
        Progress.SILENT);
  }

  private static void pruned(Reference reference, WidthChecks width) {
    try (CausalLm pruned = width.pruned()) {
      reference.each("trimming", () -> width.trimming(pruned));
      var distill = new DistillChecks(reference, pruned);
      reference.each("divergence", distill::divergence);
      reference.each("distillation", distill::curve);
    }
  }
}
