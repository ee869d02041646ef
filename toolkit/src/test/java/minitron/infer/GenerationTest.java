package minitron.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import minitron.Golden;
import minitron.eval.ask.CharCodec;
import minitron.eval.ask.GeneratedInstance;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.Models;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Sample;
import minitron.eval.task.GenerateUntil;
import minitron.eval.task.OneDoc;
import minitron.text.Row;
import org.junit.jupiter.api.Test;

/** How texts are asked for and where they end, against what the harness does. */
class GenerationTest {
  private static final Gson GSON = new Gson();
  private static final GenerateUntil.Filter AS_IT_IS =
      new GenerateUntil.Filter("none", text -> text);

  @Test
  void theStopsAreTheTasksAndTheEndOfTextAsTheHarnessHasThem() {
    for (Row golden : Golden.rows("generation.jsonl", "stop_list")) {
      JsonElement until = golden.fields().get("until");
      List<String> texts =
          until.isJsonArray() ? golden.texts("until") : List.of(until.getAsString());
      JsonElement eos = golden.fields().get("eos");
      Optional<String> end = eos.isJsonNull() ? Optional.empty() : Optional.of(eos.getAsString());
      assertEquals(
          golden.texts("expected"), new StopStrings(texts, new Fixed(new int[0], end)).strings());
    }
  }

  /** The harness's other names of the most tokens are none of ours; the first of them counts. */
  @Test
  void settingsAreWhatTheHarnessMakesOfThem() {
    for (Row golden : Golden.rows("generation.jsonl", "normalize_gen_kwargs")) {
      JsonObject given = golden.child("gen_kwargs").fields();
      int usual = golden.whole("default_max_gen_toks");
      GenerationConfig generation = generation(given);
      List<String> until =
          given.has("until") ? List.of(given.get("until").getAsString()) : List.of();
      // Tasks that say themselves that nothing is drawn log a temperature of 0 as well.
      Map<String, Object> settings =
          given.has("do_sample")
              ? logged(until, usual, generation)
              : generation.genKwargs(until, usual);
      settings.putIfAbsent("max_gen_toks", generation.maxGenToks(usual));
      assertEquals("1.0", String.valueOf(settings.getOrDefault("top_p", 1.0)));
      settings.remove("top_p"); // which changes nothing, and which we always log
      assertEquals(golden.child("expected").fields(), GSON.toJsonTree(settings));
    }
  }

  private static GenerationConfig generation(JsonObject given) {
    double temperature = given.has("temperature") ? given.get("temperature").getAsDouble() : 0;
    OptionalInt most =
        given.has("max_new_tokens")
            ? OptionalInt.of(given.get("max_new_tokens").getAsInt())
            : OptionalInt.empty();
    return new GenerationConfig(1, new Sampling(temperature, 1, 0), most);
  }

  /** The settings that a task's request is logged with. */
  private static Map<String, Object> logged(
      List<String> until, int most, GenerationConfig generation) {
    var kind =
        new GenerateUntil(
            row -> "Q",
            row -> "A",
            until,
            most,
            "match",
            (read, right) -> 0,
            Estimate::mean,
            List.of(AS_IT_IS));
    Generator silent = Models.generator((prompts, limit, finished) -> List.of(new int[0]));
    var model = Models.of(new CharCodec(), Models.scorer(r -> List.of()), silent, 1000, generation);
    Sample sample = OneDoc.ask(kind, "", new Row(new JsonObject(), "here"), model);
    var written = (GeneratedInstance) sample.instances().get(0);
    return new LinkedHashMap<>(written.genKwargs());
  }

  @Test
  void aLongPromptKeepsTheHarnesssTokens() {
    for (Row golden : Golden.rows("generation.jsonl", "left_truncate")) {
      int[] ids = golden.wholes("context_enc").stream().mapToInt(id -> id).toArray();
      List<int[]> asked = new ArrayList<>();
      Generator listening =
          Models.generator(
              (prompts, most, finished) -> {
                asked.addAll(prompts);
                return List.of(new int[0]);
              });
      Models.of(
              new Fixed(ids, Optional.empty()),
              Models.scorer(r -> List.of()),
              listening,
              golden.whole("max_length"))
          .generateUntil(List.of("a"), List.of(), golden.whole("max_gen_toks"));
      assertEquals(golden.wholes("expected"), Arrays.stream(asked.get(0)).boxed().toList());
    }
  }

  /** A tokenizer whose every text has the same ids. */
  @SuppressWarnings("ArrayRecordComponent") // None compares them.
  private record Fixed(int[] ids, Optional<String> eosText) implements TokenCodec {
    @Override
    public int[] encode(String text) {
      return ids;
    }

    @Override
    public int[] encodePlain(String text) {
      return ids;
    }

    @Override
    public int prefix() {
      return 0;
    }

    @Override
    public String decode(int[] written) {
      return "";
    }

    @Override
    public Set<Integer> ends() {
      return Set.of();
    }
  }

  @Test
  void textIsCutAtTheHarnesssStops() {
    for (Row golden : Golden.rows("generation.jsonl", "truncate_at_stop")) {
      StopStrings stops = new StopStrings(golden.texts("stop"), new CharCodec());
      assertEquals(golden.text("expected"), stops.cut(golden.text("generation")));
    }
  }

  @Test
  void writingStopsAtATextOrTheEndAndLosesTheBeginningOfALongPrompt() {
    StopStrings stops = new StopStrings(List.of("", "Q:"), new CharCodec());
    assertEquals(true, stops.reached("an answer Q:".chars().toArray()));
    assertEquals(false, stops.reached("an answer Q".chars().toArray()));
    assertEquals(true, stops.reached(new int[] {'a', 2}));
    Generator echo = Models.generator((prompts, most, finished) -> prompts);
    LanguageModel model = Models.of(new CharCodec(), Models.scorer(r -> List.of()), echo, 12);
    assertEquals(
        List.of("tence one"), model.generateUntil(List.of("a sentence one"), List.of("Q"), 3));
    assertThrows(
        IllegalArgumentException.class, () -> model.generateUntil(List.of("a"), List.of(), 12));
  }
}
