package minitron.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import minitron.model.Decoder;
import minitron.model.LmLoss;
import minitron.model.Parameters;
import minitron.model.TokenBatch;
import minitron.runs.Progress;
import minitron.tensor.Backprop;
import minitron.tensor.Gradients;
import minitron.tensor.Kernels;
import minitron.tensor.Precision;
import minitron.text.chat.LabelledIds;
import minitron.text.chat.Pack;
import minitron.text.chat.Packing;
import minitron.train.SupervisedLoss;

/**
 * Conversations of a case: their losses together, apart and packed, the gradients, and the curves
 * of tuning on them.
 *
 * @param all every conversation, labelled
 */
record TuneChecks(Reference reference, List<LabelledIds> all) {
  /** All that a case with conversations has. */
  static void all(Reference reference) {
    var talk = new ConversationChecks(reference);
    reference.each("conversations", talk::conversations);
    reference.each("prompt_completion", talk::promptCompletion);
    reference.each("input_ids", talk::tensors);
    List<LabelledIds> labelled = new ArrayList<>();
    reference.each("train.jsonl", () -> labelled.addAll(talk.labelled()));
    if (!labelled.isEmpty()) {
      on(reference, labelled);
    }
  }

  static void on(Reference reference, List<LabelledIds> labelled) {
    var tune = new TuneChecks(reference, labelled);
    reference.each("losses", tune::losses);
    reference.each("packing", tune::packing);
    reference.each("gradients", tune::gradients);
    reference.each("curves", new CurveChecks(reference, tune.batch())::curves);
  }

  TokenBatch batch() {
    return new TokenBatch(all.stream().map(Pack::of).toList());
  }

  private void losses() {
    Expected expected = reference.expected();
    expected.compare("tokens_total", all.stream().mapToInt(LabelledIds::size).sum());
    expected.compare("supervised_tokens", batch().targets());
    double[] counts = all.stream().mapToDouble(LabelledIds::targets).toArray();
    double[] means = batch().parts(1).stream().mapToDouble(this::loss).toArray();
    var sums = new double[means.length];
    double sum = 0;
    for (int i = 0; i < sums.length; i++) {
      sums[i] = means[i] * counts[i];
      sum += means[i];
    }
    expected.compare("loss_sum_per_conversation", sums);
    expected.compare("supervised_per_conversation", counts);
    expected.compare("loss", loss(batch()));
    expected.compare("loss_mean_of_conversation_means", sum / means.length);
    int[][] rows = all.stream().map(LabelledIds::ids).toArray(int[][]::new);
    expected.compare("loss_all_tokens", loss(new TokenBatch(rows)));
  }

  private double loss(TokenBatch batch) {
    return LmLoss.mean(reference.model().decoder(), List.of(batch), Progress.SILENT).loss();
  }

  private void packing() {
    int tokens = all.stream().mapToInt(LabelledIds::size).sum();
    List<Pack> packs = Packing.bestFit(all, tokens);
    reference.expected().compare("loss_packed", loss(new TokenBatch(packs)));
    Pack blurred = Pack.of(withoutBoundaries());
    reference
        .expected()
        .compare("loss_packed_without_boundaries_WRONG", loss(new TokenBatch(List.of(blurred))));
  }

  /** One after the other as one conversation; the first token of each is not supervised. */
  private LabelledIds withoutBoundaries() {
    var supervised = new BitSet();
    int at = 0;
    for (LabelledIds each : all) {
      for (int t = 1; t < each.size(); t++) {
        supervised.set(at + t, each.isSupervised(t));
      }
      at += each.size();
    }
    return LabelledIds.of(new Pack(all).ids(), supervised);
  }

  private void gradients() {
    Expected expected = reference.expected();
    try (Parameters parameters = reference.model().copyParameters(Precision.F32);
        NDManager scope = reference.manager().newSubManager()) {
      var k = new Kernels(scope);
      Decoder model = parameters.decoder(reference.model().config());
      Decoder.Backward back = SupervisedLoss.OVER_TOKENS.backward(k, model, batch(), Backprop.F32);
      var gradients = new NDList();
      List<String> names = new ArrayList<>(parameters.arrays().keySet());
      names.forEach(name -> gradients.add(back.gradients().get(name)));
      for (String key : expected.tensorsWithPrefix("grad.")) {
        String parameter = DistillChecks.parameter(names, key);
        expected.compare(key, gradients.get(names.indexOf(parameter)));
      }
      NDArray norm = Gradients.norm(k, gradients);
      expected.compare("grad_norm", norm.getFloat());
    }
  }
}
