package minitron.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.Parameters;
import minitron.runs.Progress;
import minitron.tensor.Backprop;
import minitron.tensor.Gradients;
import minitron.tensor.Kernels;
import minitron.tensor.Precision;
import minitron.train.ForwardKl;
import minitron.train.Run;
import minitron.train.TrainOptions;
import minitron.train.Trainer;
import minitron.train.state.StepRecord;

/** Distilling the trimmed model from the case's own: the divergence, its gradients, ten steps. */
record DistillChecks(Reference reference, CausalLm pruned) {
  void divergence() {
    Expected expected = reference.expected();
    try (ForwardKl objective = objective();
        Parameters parameters = pruned.copyParameters(Precision.F32);
        NDManager scope = reference.manager().newSubManager()) {
      var k = new Kernels(scope);
      Decoder student = parameters.decoder(pruned.config());
      Decoder.Backward back = objective.backward(k, student, reference.batch(), Backprop.F32);
      expected.compare("forward_kl", back.loss().getFloat());
      var gradients = new NDList();
      List<String> names = new ArrayList<>(parameters.arrays().keySet());
      names.forEach(name -> gradients.add(back.gradients().get(name)));
      for (String key : expected.tensorsWithPrefix("kl_grad.")) {
        expected.compare(key, gradients.get(names.indexOf(parameter(names, key))));
      }
      NDArray norm = Gradients.norm(k, gradients);
      expected.compare("kl_grad_norm", norm.getFloat());
    }
  }

  private ForwardKl objective() {
    return new ForwardKl(reference.model().decoder(), pruned.config());
  }

  /** The parameter that {@code kl_grad.layers.0.q_proj} names. */
  static String parameter(List<String> names, String key) {
    String[] path = key.split("\\.", -1);
    String module = "." + path[path.length - 1] + ".weight";
    String prefix = path.length > 2 ? "model." + path[1] + "." + path[2] + "." : "model.";
    return names.stream()
        .filter(name -> name.startsWith(prefix) && name.endsWith(module))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No parameter is named by " + key + "."));
  }

  void curve() {
    JsonElement curve = reference.expected().value("distill_curve");
    TrainOptions options =
        TrainOptions.DEFAULT
            .batch(reference.batch().size())
            .length(reference.batch().time())
            .tokens((long) curve.getAsJsonArray().size() * reference.batch().tokens())
            .constantRate(1e-3);
    try (ForwardKl objective = objective()) {
      Run run =
          new Trainer(Map.of(), pruned, objective, step -> reference.batch(), options)
              .run(List.of(), Progress.SILENT);
      run.model().close();
      reference
          .expected()
          .compare("distill_curve", run.steps().stream().mapToDouble(StepRecord::loss).toArray());
    }
  }
}
