package minitron.eval.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import minitron.eval.ask.CharCodec;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.Judge;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.Models;
import minitron.eval.task.Benchmark;
import minitron.eval.tasks.MtBench;
import minitron.text.ItemSource;
import minitron.text.ItemSplit;
import minitron.text.JsonLines;
import org.junit.jupiter.api.Test;

/** A conversation's whole way: both turns, and what the judge saw and said. */
class JudgedExplanationTest {
  private static final Map<String, String> SPLITS =
      Map.of(
          "question",
          "{\"question_id\": 81, \"category\": \"stem\", \"turns\": [\"One?\", \"Two?\"]}",
          "judge_prompts",
          """
          {"name": "single-v1", "system_prompt": "", "prompt_template": "Rate {answer}"}
          {"name": "single-v1-multi-turn", "system_prompt": "", "prompt_template": "Rate {answer_2}"}
          """,
          "reference_answer/gpt-4",
          "{\"question_id\": 1, \"choices\": [{\"turns\": [\"\", \"\"]}]}");

  private static final ItemSource ITEMS =
      (dataset, split) ->
          new ItemSplit(
              split,
              JsonLines.parse(SPLITS.get(split).getBytes(StandardCharsets.UTF_8), split),
              "");

  @Test
  void turnsAndJudgmentsAreShown() {
    GenerationConfig generation =
        GenerationConfig.DEFAULT
            .chatting(messages -> messages.size() + " turns: ")
            .judgedBy(Judge.rule("rule", one -> " I say [[7]]"));
    LanguageModel model =
        Models.of(
            new CharCodec(),
            null,
            Models.generator((prompts, most, finished) -> List.of("Yes.\u0002".chars().toArray())),
            2000,
            generation);
    Explanation shown = new Explanation(Inspection.of(model, ITEMS, Benchmark.of(MtBench.TASK), 0));
    assertEquals(4, shown.parts().size());
    String text = shown.toString();
    assertTrue(text.contains("mt_bench, document 0, 0 shots\n1 turns: Yes."), text);
    assertTrue(text.contains("(the answer to Two?)"), text);
    assertTrue(text.contains("Rate Yes. I say [[7]]\n(judge: rule; turn 2: 7)"), text);
  }
}
