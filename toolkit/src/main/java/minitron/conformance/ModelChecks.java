package minitron.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.TreeSet;
import minitron.model.Decoder;
import minitron.model.LmLoss;
import minitron.prune.DepthImportance;
import minitron.prune.Sensitivity;
import minitron.runs.Progress;
import minitron.tensor.Kernels;
import minitron.tensor.Losses;
import minitron.tensor.Precision;

/** What the model computes as it is, and without each block of layers. */
record ModelChecks(Reference reference) {
  void forward() {
    Expected expected = reference.expected();
    Decoder decoder = reference.model().decoder();
    expected.compare("parameters", (double) reference.model().parameterCount());
    expected.compare(
        "loss", LmLoss.mean(decoder, List.of(reference.batch()), Progress.SILENT).loss());
    reference.logits("logits", reference.model());
    tokens(decoder);
  }

  private void tokens(Decoder decoder) {
    try (NDManager scope = reference.manager().newSubManager()) {
      Kernels k = new Kernels(scope);
      NDArray hiddenBTC = decoder.hidden(k, reference.batch().ids(scope), Precision.F32);
      NDArray hiddenNC = k.rows(hiddenBTC, reference.batch().targetPositions(scope));
      NDArray targetsN = reference.batch().nextTokens(scope);
      NDList scores = Losses.tokenScores(k, hiddenNC, decoder.headVC(), targetsN);
      reference.expected().compare("token_logprobs", scores.get(0));
    }
  }

  void depth() {
    Expected expected = reference.expected();
    var importance = expected.value("block_importance").getAsJsonObject();
    var losses = expected.value("loss_without_block").getAsJsonObject();
    var keys = new TreeSet<>(importance.keySet());
    keys.addAll(losses.keySet());
    int[] sizes = keys.stream().mapToInt(Integer::parseInt).toArray();
    Sensitivity sweep =
        DepthImportance.run(
            reference.model().decoder(), List.of(reference.batch()), sizes, Progress.SILENT);
    for (int size : sizes) {
      List<Sensitivity.Block> blocks =
          sweep.blocks().stream().filter(block -> block.size() == size).toList();
      String key = String.valueOf(size);
      expected.compare(
          "block_importance." + key,
          importance.get(key),
          blocks.stream().mapToDouble(Sensitivity.Block::importance).toArray());
      expected.compare(
          "loss_without_block." + key,
          losses.get(key),
          blocks.stream().mapToDouble(Sensitivity.Block::loss).toArray());
    }
  }
}
