package minitron.eval.result;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.function.Function;
import minitron.eval.ask.Conduct;
import minitron.eval.ask.Tried;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Exchange;
import minitron.eval.metric.Sample;
import minitron.eval.metric.Score;
import minitron.eval.task.Group;

/** An evaluation in the form of the harness's results file (lm_eval/result_schema.py). */
final class EvaluationJson {
  /** As Python's json module, which writes NaN and Infinity by these names. */
  private static final Gson GSON =
      new GsonBuilder().serializeSpecialFloatingPointValues().disableHtmlEscaping().create();

  private EvaluationJson() {}

  static JsonObject of(Evaluation evaluation) {
    List<TaskResult> tasks = evaluation.tasks();
    JsonObject json = new JsonObject();
    JsonObject groups = groups(evaluation);
    JsonObject results = byTask(tasks, EvaluationJson::results);
    groups.entrySet().forEach(group -> results.add(group.getKey(), group.getValue()));
    json.add("results", results);
    json.add("groups", groups);
    json.add("group_subtasks", members(evaluation));
    json.add("versions", versions(evaluation));
    json.add("n-shot", shots(evaluation));
    json.add("higher_is_better", higherIsBetter(evaluation));
    json.add("n-samples", byTask(tasks, EvaluationJson::counts));
    json.add("samples", byTask(tasks, t -> tree(t.samples(), EvaluationJson::sample)));
    json.add("data_sha256", byTask(tasks, t -> GSON.toJsonTree(t.sources())));
    json.add("config", config(evaluation.info()));
    if (!evaluation.ending().isEmpty()) {
      json.addProperty("ending", evaluation.ending());
    }
    return json;
  }

  private static JsonObject groups(Evaluation evaluation) {
    JsonObject json = new JsonObject();
    for (GroupResult result : evaluation.groups()) {
      Group group = result.group();
      json.add(group.name(), results(group.name(), group.alias(), result.asked(), result.scores()));
    }
    return json;
  }

  private static JsonObject members(Evaluation evaluation) {
    JsonObject json = new JsonObject();
    for (GroupResult result : evaluation.groups()) {
      json.add(result.group().name(), GSON.toJsonTree(result.group().members()));
    }
    return json;
  }

  private static JsonObject versions(Evaluation evaluation) {
    JsonObject json = byTask(evaluation.tasks(), t -> new JsonPrimitive(t.task().version()));
    for (GroupResult result : evaluation.groups()) {
      json.addProperty(result.group().name(), result.group().version());
    }
    return json;
  }

  private static JsonObject results(TaskResult task) {
    return results(task.name(), task.task().alias(), task.asked(), task.scores());
  }

  private static JsonObject results(String task, String alias, int asked, List<Score> scores) {
    JsonObject json = new JsonObject();
    json.addProperty("name", task);
    json.addProperty("alias", alias);
    json.addProperty("sample_len", asked);
    for (Score score : scores) {
      String filter = "," + score.measure().filter();
      String name = score.measure().name();
      json.addProperty(name + filter, score.estimate().value());
      json.add(name + "_stderr" + filter, standardError(score.estimate()));
    }
    return json;
  }

  private static JsonElement standardError(Estimate estimate) {
    return estimate.standardError().isPresent()
        ? new JsonPrimitive(estimate.standardError().getAsDouble())
        : new JsonPrimitive("N/A");
  }

  private static JsonObject shots(Evaluation evaluation) {
    JsonObject json = byTask(evaluation.tasks(), t -> new JsonPrimitive(t.shots()));
    for (GroupResult result : evaluation.groups()) {
      result.shots().ifPresent(shots -> json.addProperty(result.group().name(), shots));
    }
    return json;
  }

  private static JsonObject higherIsBetter(Evaluation evaluation) {
    JsonObject json = byTask(evaluation.tasks(), t -> higherIsBetter(t.scores()));
    for (GroupResult result : evaluation.groups()) {
      result
          .shots()
          .ifPresent(shots -> json.add(result.group().name(), higherIsBetter(result.scores())));
    }
    return json;
  }

  private static JsonObject higherIsBetter(List<Score> scores) {
    JsonObject json = new JsonObject();
    scores.forEach(s -> json.addProperty(s.measure().name(), s.measure().higherIsBetter()));
    return json;
  }

  private static JsonObject counts(TaskResult task) {
    JsonObject json = new JsonObject();
    json.addProperty("original", task.documents());
    json.addProperty("effective", task.asked());
    return json;
  }

  private static JsonObject sample(Sample sample) {
    JsonObject json = new JsonObject();
    json.addProperty("doc_id", sample.document());
    json.add("target", GSON.toJsonTree(sample.target()));
    json.add("arguments", tree(sample.exchanges(), Exchange::arguments));
    json.add("resps", tree(sample.exchanges(), Exchange::response));
    List<String> verdicts = verdicts(sample);
    if (!verdicts.isEmpty()) {
      json.add("verdicts", GSON.toJsonTree(verdicts));
    }
    json.addProperty("filter", sample.filter());
    sample.scores().forEach(json::addProperty);
    return json;
  }

  /** How the sample's programs ended, if it has any. */
  private static List<String> verdicts(Sample sample) {
    return sample.exchanges().stream()
        .filter(Tried.class::isInstance)
        .map(exchange -> ((Tried) exchange).verdict().text())
        .toList();
  }

  private static JsonObject config(RunInfo info) {
    JsonObject json = new JsonObject();
    json.addProperty("model_dtype", info.dtype());
    json.addProperty("batch_size", info.batch());
    json.addProperty("bos", info.bosRule());
    json.addProperty("weights_sha256", info.weightsSha256());
    Conduct conduct = info.conduct();
    json.addProperty("repeats", conduct.samples());
    json.addProperty("temperature", conduct.sampling().temperature());
    json.addProperty("top_p", conduct.sampling().topP());
    json.addProperty("seed", conduct.sampling().seed());
    conduct.most().ifPresent(most -> json.addProperty("max_gen_toks", most));
    conduct.programs().ifPresent(p -> json.addProperty("sandbox", p.sandbox()));
    return json;
  }

  private static <T> JsonElement tree(List<? extends T> values, Function<T, ?> part) {
    return GSON.toJsonTree(values.stream().map(part).toList());
  }

  private static JsonObject byTask(
      List<TaskResult> tasks, Function<TaskResult, JsonElement> value) {
    JsonObject json = new JsonObject();
    tasks.forEach(task -> json.add(task.name(), value.apply(task)));
    return json;
  }
}
