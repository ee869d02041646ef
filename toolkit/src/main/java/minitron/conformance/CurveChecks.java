package minitron.conformance;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minitron.infer.ModelGenerator;
import minitron.infer.NextLogits;
import minitron.infer.Sampling;
import minitron.model.CausalLm;
import minitron.model.TokenBatch;
import minitron.runs.Progress;
import minitron.tensor.AdamW;
import minitron.train.Objective;
import minitron.train.Run;
import minitron.train.SupervisedLoss;
import minitron.train.TrainOptions;
import minitron.train.Trainer;
import minitron.train.state.StepRecord;

/**
 * The curves of tuning by the recipe of a case, and what the tuned model writes.
 *
 * @param batch all conversations, which every step sees
 */
record CurveChecks(Reference reference, TokenBatch batch) {
  private static final Pattern RECIPE =
      Pattern.compile(
          "AdamW rate (\\S+) constant, betas (\\S+) (\\S+), eps (\\S+), decay (\\S+) on every parameter, clip 1\\.0, all \\S+ conversations each step\\b.*");
  private static final Pattern PARTS = Pattern.compile("curve_\\d+_microbatches_of_(\\d+)");
  private static final Pattern MEANS = Pattern.compile("curve_nemo_mean_of_(\\d+)_microbatches");
  private static final String NO_DECAY = "curve_trl_decay_0";

  void curves() {
    TrainOptions recipe = recipe(reference.expected().value("recipe").getAsString());
    for (String key : reference.expected().valuesWithPrefix("curve_")) {
      reference.each(key, () -> other(key, recipe));
    }
    try (CausalLm tuned = curve("curve", SupervisedLoss.OVER_TOKENS, recipe)) {
      greedy(tuned);
    }
  }

  private TrainOptions recipe(String text) {
    Matcher found = RECIPE.matcher(text);
    if (!found.matches()) {
      throw new IllegalArgumentException("The recipe is none that is known here: " + text);
    }
    double[] numbers = new double[5];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Double.parseDouble(found.group(1 + i));
    }
    return TrainOptions.DEFAULT
        .batch(batch.size())
        .length(batch.time())
        .constantRate(numbers[0])
        .adam(new AdamW(numbers[1], numbers[2], numbers[3], numbers[4]));
  }

  private void other(String key, TrainOptions recipe) {
    Matcher parts = PARTS.matcher(key);
    Matcher means = MEANS.matcher(key);
    AdamW adam = recipe.adam();
    if (parts.matches()) {
      int size = Integer.parseInt(parts.group(1));
      curve(key, SupervisedLoss.OVER_TOKENS, recipe.microBatch(size)).close();
    } else if (means.matches()) {
      int size = batch.size() / Integer.parseInt(means.group(1));
      curve(key, new SupervisedLoss(size), recipe.microBatch(size)).close();
    } else if (key.equals(NO_DECAY)) {
      AdamW without = new AdamW(adam.beta1(), adam.beta2(), adam.epsilon(), 0);
      curve(key, SupervisedLoss.OVER_TOKENS, recipe.adam(without)).close();
    }
  }

  /** Compares a curve, and gives the model at its end. */
  private CausalLm curve(String key, Objective objective, TrainOptions options) {
    JsonElement curve = reference.expected().value(key);
    long steps = curve.getAsJsonArray().size();
    Run run =
        new Trainer(
                Map.of(),
                reference.model(),
                objective,
                step -> batch,
                options.tokens(options.tokensAt(steps)))
            .run(List.of(), Progress.SILENT);
    reference.expected().compare(key, run.steps().stream().mapToDouble(StepRecord::loss).toArray());
    return run.model();
  }

  private void greedy(CausalLm tuned) {
    Set<Integer> ends = reference.model().tokenizer().ends();
    try (NextLogits writer = NextLogits.of(tuned)) {
      var generator = new ModelGenerator(writer, 1, Sampling.GREEDY);
      int number = 0;
      for (JsonElement each : reference.expected().value("greedy").getAsJsonArray()) {
        JsonObject one = each.getAsJsonObject();
        int[] prompt = new Gson().fromJson(one.get("prompt_ids"), int[].class);
        int[] written =
            generator
                .generate(List.of(prompt), 12, ids -> ends.contains(ids[ids.length - 1]))
                .get(0);
        String expected = one.get("new_ids_after_curve").toString();
        reference
            .expected()
            .compareExactly("greedy." + number++, expected, new Gson().toJson(written));
      }
    }
  }
}
