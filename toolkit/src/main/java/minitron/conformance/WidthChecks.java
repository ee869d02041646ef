package minitron.conformance;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import minitron.checkpoint.Weight;
import minitron.model.CausalLm;
import minitron.model.Checkpoints;
import minitron.prune.Kept;
import minitron.prune.WidthScores;
import minitron.prune.WidthTarget;
import minitron.prune.WidthTrim;

/** Importance of the width axes, what is kept by it, and the trimmed models. */
record WidthChecks(Reference reference, WidthScores scores) {
  void importance() {
    Expected expected = reference.expected();
    expected.compare("importance.hidden", scores.hidden());
    for (int i = 0; i < scores.mlp().size(); i++) {
      expected.compare("importance.mlp." + i, scores.mlp().get(i));
      expected.compare("importance.heads." + i, scores.heads().get(i));
    }
  }

  void heads() {
    int keep = reference.expected().value("heads_keep").getAsInt();
    int groups = reference.model().config().numKeyValueHeads();
    if (keep % groups != 0 || keep == 0) {
      // Such a case expects that nothing is kept: the groups cannot be equal.
      reference.indices("kept.heads", List.of());
      return;
    }
    Kept kept = best(WidthTarget.ALL.heads(keep));
    reference.indices("kept.heads", kept.heads());
    try (CausalLm fewer = WidthTrim.trim(reference.model(), kept)) {
      reference.logits("headpruned.logits", fewer);
    }
  }

  /** The model with the hidden channels and MLP neurons that the case keeps. */
  CausalLm pruned() {
    return WidthTrim.trim(reference.model(), best(target()));
  }

  void trimming(CausalLm pruned) {
    Kept kept = best(target());
    reference.indices("kept.hidden", kept.hidden());
    reference.indices("kept.mlp", kept.mlp());
    reference.logits("pruned.logits", pruned);
    try (CausalLm saved = Checkpoints.open(reference.folder().resolve("pruned-width"))) {
      saved(saved, pruned);
    }
  }

  private void saved(CausalLm saved, CausalLm pruned) {
    Expected expected = reference.expected();
    expected.compareExactly(
        "pruned-width/config.json", saved.config().toString(), pruned.config().toString());
    long equal = 0;
    for (Map.Entry<String, Weight> weight : saved.weights().entrySet()) {
      equal += equal(weight.getValue(), pruned.weights().get(weight.getKey())) ? 1 : 0;
    }
    expected.compareExactly(
        "pruned-width/ tensors",
        saved.weights().size() + " of them equal",
        equal + " of them equal");
  }

  private boolean equal(Weight a, Weight b) {
    try (NDManager scope = reference.manager().newSubManager()) {
      return b != null && a.shape().equals(b.shape()) && a.load(scope).contentEquals(b.load(scope));
    }
  }

  private WidthTarget target() {
    return WidthTarget.ALL
        .hidden(reference.expected().value("hidden_keep").getAsInt())
        .mlp(reference.expected().value("mlp_keep").getAsInt());
  }

  private Kept best(WidthTarget target) {
    return Kept.best(reference.model().config(), scores, target);
  }
}
