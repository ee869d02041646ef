package minitron.eval;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.function.Function;

/** An evaluation in the form of the harness's results file (lm_eval/result_schema.py). */
final class EvaluationJson {
  /** As Python's json module, which writes NaN and Infinity by these names. */
  private static final Gson GSON =
      new GsonBuilder().serializeSpecialFloatingPointValues().disableHtmlEscaping().create();

  private EvaluationJson() {}

  static JsonObject of(Evaluation evaluation) {
    List<TaskResult> tasks = evaluation.tasks();
    JsonObject json = new JsonObject();
    json.add("results", byTask(tasks, EvaluationJson::results));
    json.add("groups", new JsonObject());
    json.add("versions", byTask(tasks, t -> new JsonPrimitive(t.benchmark().task().version())));
    json.add("n-shot", byTask(tasks, t -> new JsonPrimitive(t.benchmark().shots())));
    json.add("higher_is_better", byTask(tasks, EvaluationJson::higherIsBetter));
    json.add("n-samples", byTask(tasks, EvaluationJson::counts));
    json.add("samples", byTask(tasks, t -> tree(t.samples(), EvaluationJson::sample)));
    json.add("data_sha256", byTask(tasks, t -> GSON.toJsonTree(t.sources())));
    json.add("config", config(evaluation.info()));
    return json;
  }

  private static JsonObject results(TaskResult task) {
    JsonObject json = new JsonObject();
    json.addProperty("name", task.name());
    json.addProperty("alias", task.name());
    json.addProperty("sample_len", task.asked());
    for (Score score : task.scores()) {
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

  private static JsonObject higherIsBetter(TaskResult task) {
    JsonObject json = new JsonObject();
    task.scores().forEach(s -> json.addProperty(s.measure().name(), s.measure().higherIsBetter()));
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
    json.addProperty("filter", sample.filter());
    sample.scores().forEach(json::addProperty);
    return json;
  }

  private static JsonObject config(RunInfo info) {
    JsonObject json = new JsonObject();
    json.addProperty("model_dtype", info.dtype());
    json.addProperty("batch_size", info.batch());
    json.addProperty("bos", info.bosRule());
    json.addProperty("weights_sha256", info.weightsSha256());
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
