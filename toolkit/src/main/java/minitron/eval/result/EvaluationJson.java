package minitron.eval.result;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.function.Function;
import minitron.eval.ask.GeneratedInstance;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Instance;
import minitron.eval.metric.Sample;
import minitron.eval.metric.Score;
import minitron.eval.task.Group;
import minitron.runs.Ending;
import minitron.sandbox.Verdict;

/** An evaluation in the form of the harness's results file (lm_eval/result_schema.py). */
final class EvaluationJson {
  /** As Python's json module, which writes NaN and Infinity by these names. */
  private static final Gson GSON =
      new GsonBuilder().serializeSpecialFloatingPointValues().disableHtmlEscaping().create();

  private EvaluationJson() {}

  static JsonObject of(
      List<TaskResult> tasks, List<GroupResult> groups, EvaluationConfig config, Ending ending) {
    JsonObject json = new JsonObject();
    JsonObject groupResults = groups(groups);
    JsonObject results = byTask(tasks, EvaluationJson::results);
    groupResults.entrySet().forEach(group -> results.add(group.getKey(), group.getValue()));
    json.add("results", results);
    json.add("groups", groupResults);
    json.add("group_subtasks", members(groups));
    json.add("versions", versions(tasks, groups));
    json.add("n-shot", shots(tasks, groups));
    json.add("higher_is_better", higherIsBetter(tasks, groups));
    json.add("n-samples", byTask(tasks, EvaluationJson::counts));
    json.add("samples", byTask(tasks, t -> tree(t.samples(), EvaluationJson::sample)));
    json.add("data_sha256", byTask(tasks, t -> GSON.toJsonTree(t.sources())));
    json.add("config", config(config));
    if (!ending.whole()) {
      json.addProperty("ending", ending.text());
    }
    return json;
  }

  private static JsonObject groups(List<GroupResult> groups) {
    JsonObject json = new JsonObject();
    for (GroupResult result : groups) {
      Group group = result.group();
      json.add(group.name(), results(group.name(), group.alias(), result.asked(), result.scores()));
    }
    return json;
  }

  private static JsonObject members(List<GroupResult> groups) {
    JsonObject json = new JsonObject();
    for (GroupResult result : groups) {
      json.add(result.group().name(), GSON.toJsonTree(result.group().members()));
    }
    return json;
  }

  private static JsonObject versions(List<TaskResult> tasks, List<GroupResult> groups) {
    JsonObject json = byTask(tasks, t -> new JsonPrimitive(t.task().version()));
    for (GroupResult result : groups) {
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
      String filter = "," + score.metric().filter();
      String name = score.metric().name();
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

  private static JsonObject shots(List<TaskResult> tasks, List<GroupResult> groups) {
    JsonObject json = byTask(tasks, t -> new JsonPrimitive(t.shots()));
    for (GroupResult result : groups) {
      result.shots().ifPresent(shots -> json.addProperty(result.group().name(), shots));
    }
    return json;
  }

  private static JsonObject higherIsBetter(List<TaskResult> tasks, List<GroupResult> groups) {
    JsonObject json = byTask(tasks, t -> higherIsBetter(t.scores()));
    for (GroupResult result : groups) {
      result
          .shots()
          .ifPresent(shots -> json.add(result.group().name(), higherIsBetter(result.scores())));
    }
    return json;
  }

  private static JsonObject higherIsBetter(List<Score> scores) {
    JsonObject json = new JsonObject();
    scores.forEach(s -> json.addProperty(s.metric().name(), s.metric().higherIsBetter()));
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
    json.addProperty("doc_id", sample.docId());
    json.add("target", GSON.toJsonTree(sample.target()));
    json.add("arguments", tree(sample.instances(), Instance::arguments));
    json.add("resps", tree(sample.instances(), Instance::response));
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
    return sample
        .instances(GeneratedInstance.class)
        .flatMap(instance -> instance.verdict().stream())
        .map(Verdict::text)
        .toList();
  }

  private static JsonObject config(EvaluationConfig config) {
    JsonObject json = new JsonObject();
    json.addProperty("model_dtype", config.dtype());
    json.addProperty("batch_size", config.batch());
    json.addProperty("bos", config.bosRule());
    json.addProperty("weights_sha256", config.weightsSha256());
    GenerationConfig generation = config.generation();
    json.addProperty("repeats", generation.repeats());
    json.addProperty("temperature", generation.sampling().temperature());
    json.addProperty("top_p", generation.sampling().topP());
    json.addProperty("seed", generation.sampling().seed());
    generation.maxGenToks().ifPresent(n -> json.addProperty("max_gen_toks", n));
    generation.runner().ifPresent(p -> json.addProperty("sandbox", p.sandbox()));
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
