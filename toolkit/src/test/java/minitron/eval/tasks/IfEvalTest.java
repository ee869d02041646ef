package minitron.eval.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import minitron.Fixtures;
import minitron.Harness;
import minitron.Tasks;
import minitron.eval.ask.CharCodec;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.Models;
import minitron.eval.result.Evaluation;
import minitron.eval.run.Evaluator;
import minitron.eval.task.Benchmark;
import minitron.eval.task.Limit;
import minitron.infer.Generator;
import minitron.infer.Sampling;
import minitron.text.ItemFolder;
import minitron.text.ItemSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** IFEval as a task: what is asked, judged and written. */
class IfEvalTest {
  private static final String ROW =
      "{'key': 1, 'prompt': 'Say yes, in capitals.', 'instruction_id_list':"
          + " ['punctuation:no_comma', 'length_constraints:number_words'], 'kwargs':"
          + " [{'num_words': null}, {'num_words': 2, 'relation': 'at least'}]}";

  @TempDir Path temp;
  private ItemSource items;

  @BeforeEach
  void write() {
    Fixtures.rows(temp, "ifeval/train", ROW, 2);
    items = new ItemFolder(temp);
  }

  private Evaluation run(String text, GenerationConfig config, List<String> asked) {
    Generator writer =
        Models.generator(
            (prompts, most, finished) -> {
              prompts.forEach(ids -> asked.add(new CharCodec().decode(ids)));
              return prompts.stream().map(any -> text.chars().toArray()).toList();
            });
    LanguageModel model =
        Models.of(new CharCodec(), Models.scorer(r -> List.of()), writer, 2000, config);
    return new Evaluator(model, items, Limit.NONE).run(List.of(Benchmark.of(IfEval.TASK)));
  }

  @Test
  void documentsAndInstructionsAreCounted() {
    List<String> asked = new ArrayList<>();
    Evaluation result = run("Yes,", GenerationConfig.DEFAULT, asked);
    assertTrue(asked.get(0).endsWith("Say yes, in capitals."), asked.get(0));
    assertEquals(0.0, result.task("ifeval").score("prompt_level_strict_acc"));
    assertEquals(0.0, result.task("ifeval").score("inst_level_loose_acc"));
    Evaluation half = run("Yes", GenerationConfig.DEFAULT, asked);
    assertEquals(0.5, half.task("ifeval").score("inst_level_strict_acc"));
    assertEquals(0.5, half.against(result).get(1).difference().value() * -1);
  }

  @Test
  void resultsAreWrittenAsTheHarnessDoes() {
    JsonObject json = run("Yes", GenerationConfig.DEFAULT, new ArrayList<>()).toJson();
    JsonObject results = json.getAsJsonObject("results").getAsJsonObject("ifeval");
    assertEquals(0.5, results.get("inst_level_strict_acc,none").getAsDouble());
    assertEquals("N/A", results.get("inst_level_strict_acc_stderr,none").getAsString());
    assertEquals(0.0, results.get("prompt_level_strict_acc_stderr,none").getAsDouble());
    JsonObject sample =
        json.getAsJsonObject("samples").getAsJsonArray("ifeval").get(0).getAsJsonObject();
    assertEquals("[true,false]", sample.get("inst_level_loose_acc").toString());
    assertEquals("false", sample.get("prompt_level_loose_acc").toString());
    assertEquals("0", sample.get("target").toString());
    assertTrue(sample.get("arguments").toString().contains("\"max_gen_toks\":1280"));
  }

  @Test
  void aPromptIsAUsersMessageWhereThereIsATemplate() {
    List<String> asked = new ArrayList<>();
    var config =
        new GenerationConfig(1, Sampling.GREEDY, OptionalInt.of(5))
            .chatting(messages -> "<user>" + messages.get(0).fields().get("content") + "<you>");
    run("Yes", config, asked);
    assertTrue(asked.get(0).endsWith("<user>Say yes, in capitals.<you>"), asked.get(0));
  }

  @Test
  void aTextIsShownInstructionByInstruction() {
    String shown = Harness.explain(items, Tasks.IFEVAL, 1, "Yes").toString();
    assertTrue(shown.contains("no comma") && shown.contains("at least 2 words"), shown);
    assertTrue(shown.contains("✓") && shown.contains("✗"), shown);
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> Harness.explain(items, Tasks.IFEVAL, 2, "Yes"));
    assertEquals("ifeval has no document 2: there are 2, counted from 0.", refused.getMessage());
  }

  @Test
  void aRowThatAsksForNothingKnownIsNamed() {
    Fixtures.rows(temp, "ifeval/train", ROW.replace("'at least'", "'about'"), 1);
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> run("Yes", GenerationConfig.DEFAULT, new ArrayList<>()));
    assertTrue(refused.getMessage().contains("ifeval/train.jsonl line 1: length_constraints:"));
    assertTrue(refused.getMessage().contains("is 'about'; correct that line or take it out."));
  }

  @Test
  void aWindowThatIsTooShortIsRefused() {
    var type = IfEval.TASK.outputType();
    assertThrows(
        IllegalArgumentException.class, () -> type.check("ifeval", GenerationConfig.DEFAULT, 1280));
  }
}
