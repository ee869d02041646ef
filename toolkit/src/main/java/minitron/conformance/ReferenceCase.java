package minitron.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import minitron.model.CausalLm;
import minitron.model.Checkpoints;
import minitron.model.Decoder;
import minitron.model.LmLoss;
import minitron.model.Parameters;
import minitron.model.TokenBatch;
import minitron.model.Weight;
import minitron.prune.Aggregation;
import minitron.prune.BlockScore;
import minitron.prune.Calibration;
import minitron.prune.DepthSweep;
import minitron.prune.Kept;
import minitron.prune.WidthScores;
import minitron.prune.WidthTarget;
import minitron.prune.WidthTrim;
import minitron.tensor.Engines;
import minitron.tensor.Gradients;
import minitron.tensor.Kernels;
import minitron.tensor.Losses;
import minitron.tensor.Precision;
import minitron.tensor.Progress;
import minitron.train.ForwardKl;
import minitron.train.Run;
import minitron.train.TrainOptions;
import minitron.train.Trainer;

/** A checkpoint with expected values: computes each of them anew and compares. */
public final class ReferenceCase implements AutoCloseable {
  private final Path folder;
  private final NDManager manager;
  private final Expected expected;
  private final CausalLm model;
  private final TokenBatch batch;

  private ReferenceCase(Path folder, NDManager manager) {
    this.folder = folder;
    this.manager = manager;
    this.expected = Expected.read(folder, manager);
    this.model = Checkpoints.open(folder);
    this.batch = batch(expected.tensor("input_ids"));
  }

  /** Opens a case. */
  public static ReferenceCase open(Path folder) {
    NDManager manager = Engines.manager();
    try {
      return new ReferenceCase(folder, manager);
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private static TokenBatch batch(NDArray idsBT) {
    int time = Math.toIntExact(idsBT.getShape().get(1));
    long[] ids = idsBT.toLongArray();
    var rows = new int[ids.length / time][time];
    for (int i = 0; i < ids.length; i++) {
      rows[i / time][i % time] = Math.toIntExact(ids[i]);
    }
    return new TokenBatch(rows);
  }

  /** Makes all comparisons. */
  public Report report() {
    each("forward pass", this::forward);
    each("depth importance", this::depth);
    WidthScores scores =
        Calibration.run(model.decoder(), List.of(batch), Aggregation.MINITRON, Progress.SILENT);
    each("width importance", () -> importance(scores));
    each("heads", () -> heads(scores));
    each("width", () -> width(scores));
    return new Report(expected.checks());
  }

  private void width(WidthScores scores) {
    try (CausalLm pruned = pruned(scores)) {
      each("trimming", () -> trimming(scores, pruned));
      each("divergence", () -> divergence(pruned));
      each("distillation", () -> distillation(pruned));
    }
  }

  /** A part that cannot be computed, say for a missing key, fails alone. */
  private void each(String part, Runnable checks) {
    try {
      checks.run();
    } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
      expected.fail(part, e.getMessage());
    }
  }

  private void forward() {
    Decoder decoder = model.decoder();
    expected.compare(
        "parameters", expected.value("parameters"), List.of((double) model.parameterCount()));
    double loss = LmLoss.mean(decoder, List.of(batch), Progress.SILENT).loss();
    expected.compare("loss", expected.value("loss"), List.of(loss));
    try (NDManager scope = manager.newSubManager()) {
      Kernels k = Kernels.inference(scope);
      expected.compare("logits", decoder.logits(k, batch.ids(scope)));
      NDArray hiddenBTC = decoder.hidden(k, batch.ids(scope), Precision.F32);
      NDArray hiddenNC = k.rows(hiddenBTC, batch.targetPositions(scope));
      NDList scores = Losses.tokenScores(k, hiddenNC, decoder.headVC(), batch.nextTokens(scope));
      expected.compare("token_logprobs", scores.get(0));
    }
  }

  private void depth() {
    var importance = expected.value("block_importance").getAsJsonObject();
    var losses = expected.value("loss_without_block").getAsJsonObject();
    var keys = new TreeSet<>(importance.keySet());
    keys.addAll(losses.keySet());
    int[] sizes = keys.stream().mapToInt(Integer::parseInt).toArray();
    DepthSweep.Result sweep =
        DepthSweep.run(model.decoder(), List.of(batch), sizes, Progress.SILENT);
    for (int size : sizes) {
      List<BlockScore> blocks =
          sweep.blocks().stream().filter(block -> block.size() == size).toList();
      String key = String.valueOf(size);
      List<Double> distances = blocks.stream().map(BlockScore::importance).toList();
      expected.compare("block_importance." + key, importance.get(key), distances);
      List<Double> without = blocks.stream().map(BlockScore::loss).toList();
      expected.compare("loss_without_block." + key, losses.get(key), without);
    }
  }

  private void importance(WidthScores scores) {
    expected.compare("importance.hidden", scores.hidden());
    for (int i = 0; i < scores.mlp().size(); i++) {
      expected.compare("importance.mlp." + i, scores.mlp().get(i));
      expected.compare("importance.heads." + i, scores.heads().get(i));
    }
  }

  private WidthTarget target() {
    return WidthTarget.ALL
        .hidden(expected.value("hidden_keep").getAsInt())
        .mlp(expected.value("mlp_keep").getAsInt());
  }

  private CausalLm pruned(WidthScores scores) {
    return WidthTrim.trim(model, Kept.best(model.config(), scores, target()));
  }

  private void trimming(WidthScores scores, CausalLm pruned) {
    Kept kept = Kept.best(model.config(), scores, target());
    indices("kept.hidden", kept.hidden());
    indices("kept.mlp", kept.mlp());
    expected.compare("pruned.logits", logits(pruned));
    CausalLm reference = Checkpoints.open(folder.resolve("pruned-width"));
    expected.compareExactly(
        "pruned-width/config.json", reference.config().toString(), pruned.config().toString());
    long equal = 0;
    for (Map.Entry<String, Weight> weight : reference.weights().entrySet()) {
      equal += equal(weight.getValue(), pruned.weights().get(weight.getKey())) ? 1 : 0;
    }
    expected.compareExactly(
        "pruned-width/ tensors",
        reference.weights().size() + " of them equal",
        equal + " of them equal");
  }

  private boolean equal(Weight a, Weight b) {
    try (NDManager scope = manager.newSubManager()) {
      return b != null && a.shape().equals(b.shape()) && a.load(scope).contentEquals(b.load(scope));
    }
  }

  private void heads(WidthScores scores) {
    int keep = expected.value("heads_keep").getAsInt();
    int groups = model.config().numKeyValueHeads();
    if (keep % groups != 0 || keep == 0) {
      // Such a case expects that nothing is kept: the groups cannot be equal.
      indices("kept.heads", List.of());
      return;
    }
    Kept kept = Kept.best(model.config(), scores, WidthTarget.ALL.heads(keep));
    indices("kept.heads", kept.heads());
    try (CausalLm fewer = WidthTrim.trim(model, kept)) {
      expected.compare("headpruned.logits", logits(fewer));
    }
  }

  private void indices(String key, List<?> actual) {
    JsonElement wanted = expected.value(key);
    expected.compareExactly(key, wanted.toString(), new Gson().toJson(actual));
  }

  private NDArray logits(CausalLm other) {
    return other.decoder().logits(Kernels.inference(manager), batch.ids(manager));
  }

  private void divergence(CausalLm pruned) {
    try (Parameters parameters = pruned.copyParameters();
        NDManager scope = manager.newSubManager()) {
      parameters.trainable(true);
      Kernels k = Kernels.training(scope);
      Decoder student = CausalLm.decoder(pruned.config(), parameters.arrays());
      var objective = new ForwardKl(model.decoder(), pruned.config());
      NDArray loss = objective.loss(k, student, batch, Precision.F32);
      expected.compare(
          "forward_kl", expected.value("forward_kl"), List.of((double) loss.getFloat()));
      NDList gradients = Gradients.of(Kernels.inference(scope), loss, parameters.list());
      List<String> names = new ArrayList<>(parameters.arrays().keySet());
      for (String key : expected.tensorsWithPrefix("kl_grad.")) {
        expected.compare(key, gradients.get(names.indexOf(parameter(names, key))));
      }
      double norm = Gradients.clip(Kernels.inference(scope), gradients, 1).getFloat();
      expected.compare("kl_grad_norm", expected.value("kl_grad_norm"), List.of(norm));
    }
  }

  /** The parameter that {@code kl_grad.layers.0.q_proj} names. */
  private static String parameter(List<String> names, String key) {
    String[] path = key.split("\\.", -1);
    String module = "." + path[path.length - 1] + ".weight";
    String prefix = path.length > 2 ? "model." + path[1] + "." + path[2] + "." : "model.";
    return names.stream()
        .filter(name -> name.startsWith(prefix) && name.endsWith(module))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No parameter is named by " + key + "."));
  }

  private void distillation(CausalLm pruned) {
    JsonElement curve = expected.value("distill_curve");
    TrainOptions options =
        TrainOptions.DEFAULT
            .batch(batch.size())
            .length(batch.time())
            .tokens((long) curve.getAsJsonArray().size() * batch.tokens())
            .constantRate(1e-3);
    var objective = new ForwardKl(model.decoder(), pruned.config());
    Run run =
        new Trainer("conformance", pruned, objective, step -> batch, options)
            .run(null, Progress.SILENT);
    List<Double> losses = run.steps().stream().map(step -> step.loss()).toList();
    run.model().close();
    expected.compare("distill_curve", curve, losses);
  }

  @Override
  public void close() {
    model.close();
    manager.close();
  }
}
