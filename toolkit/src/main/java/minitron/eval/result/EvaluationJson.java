package minitron.eval.result;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import minitron.eval.ask.GeneratedInstance;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Instance;
import minitron.eval.metric.Sample;
import minitron.eval.metric.Score;
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
    List<Result> all = Stream.<Result>concat(tasks.stream(), groups.stream()).toList();
    List<Result> told = all.stream().filter(result -> result.toldShots().isPresent()).toList();
    JsonObject json = new JsonObject();
    json.add("results", byName(all, EvaluationJson::results));
    json.add("groups", byName(groups, EvaluationJson::results));
    json.add("group_subtasks", byName(groups, g -> GSON.toJsonTree(g.group().members())));
    json.add("versions", byName(all, result -> new JsonPrimitive(result.version())));
    json.add("n-shot", byName(told, r -> new JsonPrimitive(r.toldShots().getAsInt())));
    json.add("higher_is_better", byName(told, EvaluationJson::higherIsBetter));
    json.add("n-samples", byName(tasks, EvaluationJson::counts));
    json.add("samples", byName(tasks, t -> tree(t.samples(), EvaluationJson::sample)));
    json.add("data_sha256", byName(tasks, t -> GSON.toJsonTree(t.sources())));
    List<TaskResult> noted = tasks.stream().filter(t -> !notes(t, config).isEmpty()).toList();
    if (!noted.isEmpty()) {
      json.add("notes", byName(noted, task -> GSON.toJsonTree(notes(task, config))));
    }
    json.add("config", config(config));
    if (!ending.whole()) {
      json.addProperty("ending", ending.text());
    }
    return json;
  }

  private static List<String> notes(TaskResult task, EvaluationConfig config) {
    return task.notes(config.generation());
  }

  private static JsonObject results(Result result) {
    JsonObject json = new JsonObject();
    json.addProperty("name", result.name());
    json.addProperty("alias", result.alias());
    json.addProperty("sample_len", result.asked());
    for (Score score : result.scores()) {
      String filter = "," + score.metric().filter();
      String name = score.metric().name();
      json.add(
          name + filter,
          score.measured()
              ? new JsonPrimitive(score.estimate().value())
              : new JsonPrimitive(score.instead()));
      json.add(name + "_stderr" + filter, standardError(score.estimate()));
    }
    return json;
  }

  private static JsonElement standardError(Estimate estimate) {
    return estimate.standardError().isPresent()
        ? new JsonPrimitive(estimate.standardError().getAsDouble())
        : new JsonPrimitive("N/A");
  }

  private static JsonObject higherIsBetter(Result result) {
    JsonObject json = new JsonObject();
    result.scores().forEach(s -> json.addProperty(s.metric().name(), s.metric().higherIsBetter()));
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
    List<String> verdicts = // how its programs ended, if it has any
        sample
            .instances(GeneratedInstance.class)
            .flatMap(instance -> instance.verdict().stream())
            .map(Verdict::text)
            .toList();
    if (!verdicts.isEmpty()) {
      json.add("verdicts", GSON.toJsonTree(verdicts));
    }
    json.addProperty("filter", sample.filter());
    sample.scores().forEach(json::addProperty);
    sample.judged().forEach((name, value) -> json.add(name, GSON.toJsonTree(value)));
    return json;
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
    generation.judge().ifPresent(judge -> json.addProperty("judge", judge.label()));
    generation.runner().ifPresent(p -> json.addProperty("sandbox", p.sandbox()));
    return json;
  }

  private static <T> JsonElement tree(List<? extends T> values, Function<T, ?> part) {
    return GSON.toJsonTree(values.stream().map(part).toList());
  }

  private static <R extends Result> JsonObject byName(
      List<R> results, Function<R, JsonElement> value) {
    JsonObject json = new JsonObject();
    results.forEach(result -> json.add(result.name(), value.apply(result)));
    return json;
  }
}
