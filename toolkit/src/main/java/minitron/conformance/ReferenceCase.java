package minitron.conformance;

import java.nio.file.Path;
import java.util.List;
import minitron.model.CausalLm;
import minitron.prune.Aggregation;
import minitron.prune.WidthImportance;
import minitron.prune.WidthScores;
import minitron.runs.Progress;

/** A checkpoint with expected values: computes each of them anew and compares. */
public final class ReferenceCase implements AutoCloseable {
  private final Reference reference;

  private ReferenceCase(Reference reference) {
    this.reference = reference;
  }

  /** Opens a case. */
  public static ReferenceCase open(Path folder) {
    return new ReferenceCase(Reference.open(folder));
  }

  /** Makes all comparisons. */
  public Report report() {
    var model = new ModelChecks(reference);
    reference.each("forward pass", model::forward);
    reference.each("depth importance", model::depth);
    var width = new WidthChecks(reference, scores());
    reference.each("width importance", width::importance);
    reference.each("heads", width::heads);
    reference.each("width", () -> pruned(width));
    return new Report(reference.expected().checks());
  }

  private WidthScores scores() {
    return WidthImportance.run(
        reference.model().decoder(),
        List.of(reference.batch()),
        Aggregation.MINITRON,
        Progress.SILENT);
  }

  private void pruned(WidthChecks width) {
    try (CausalLm pruned = width.pruned()) {
      reference.each("trimming", () -> width.trimming(pruned));
      var distill = new DistillChecks(reference, pruned);
      reference.each("divergence", distill::divergence);
      reference.each("distillation", distill::curve);
    }
  }

  @Override
  public void close() {
    reference.close();
  }
}
