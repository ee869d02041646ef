package minitron.eval.mtbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import minitron.Refusal;
import minitron.eval.ask.CharCodec;
import minitron.eval.ask.ChatFormat;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.Judge;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.Models;
import minitron.eval.metric.Sample;
import minitron.eval.result.Evaluation;
import minitron.eval.result.EvaluationConfig;
import minitron.eval.run.AnswerFolder;
import minitron.eval.run.Evaluator;
import minitron.eval.task.Benchmark;
import minitron.eval.task.Limit;
import minitron.eval.task.Task;
import minitron.infer.Generator;
import minitron.infer.Sampling;
import minitron.runs.Progress;
import minitron.text.ItemFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two questions, a model that writes how it was sampled, and judges by rule and by HTTP. */
class TwoTurnsTest {
  private static final Task TASK =
      Task.of("mt_bench", 1, "mt_bench", "question", null, new TwoTurns(20));

  private static final ChatFormat CHAT =
      messages -> {
        var text = new StringBuilder();
        messages.forEach(m -> text.append(m.fields().get("content")).append('|'));
        if (text.indexOf("refused") >= 0) {
          throw new IllegalArgumentException("No.");
        }
        return text.toString();
      };

  private static final GenerationConfig PLAIN =
      new GenerationConfig(1, Sampling.GREEDY, OptionalInt.empty());

  @TempDir Path folder;
  private int asked;

  @BeforeEach
  void writeItems() throws IOException {
    write(
        "question",
        """
        {"question_id": 81, "category": "writing", "turns": ["one", "two {answer_1}"]}
        {"question_id": 111, "category": "math", "turns": ["1+1", "refused"]}
        """);
    write(
        "judge_prompts",
        """
        {"name": "single-v1", "system_prompt": "S", "prompt_template": "{question}: {answer}"}
        {"name": "single-v1-multi-turn", "system_prompt": "S2", "prompt_template": "{question_1} {answer_1} {question_2} {answer_2} {{}}"}
        {"name": "single-math-v1", "system_prompt": "S", "prompt_template": "{ref_answer_1} {answer}"}
        {"name": "single-math-v1-multi-turn", "system_prompt": "S", "prompt_template": "{ref_answer_2} {answer_2}"}
        """);
    write(
        "reference_answer/gpt-4",
        "{\"question_id\": 111, \"choices\": [{\"turns\": [\"two\", \"right\"]}]}\n");
  }

  private void write(String split, String rows) throws IOException {
    Path file = folder.resolve("mt_bench/" + split + ".jsonl");
    Files.createDirectories(file.getParent());
    Files.writeString(file, rows);
  }

  /** Writes its temperature and how many characters it saw. */
  private final class Writer implements Generator {
    private final Sampling sampling;

    Writer(Sampling sampling) {
      this.sampling = sampling;
    }

    @Override
    public Generator sampling(Sampling other) {
      return new Writer(other);
    }

    @Override
    public void generate(
        List<int[]> prompts,
        List<Integer> numbers,
        int most,
        Predicate<int[]> finished,
        Progress progress,
        Listener listener) {
      for (int i = 0; i < prompts.size(); i++) {
        asked++;
        String text = " " + sampling.temperature() + "/" + (prompts.get(i).length - 1) + " \u0002";
        listener.at(i, text.chars().toArray());
      }
    }
  }

  private Evaluation run(GenerationConfig generation, Optional<AnswerFolder> answers) {
    LanguageModel model =
        Models.of(new CharCodec(), null, new Writer(Sampling.GREEDY), 100, generation);
    return new Evaluator(model, new ItemFolder(folder), Limit.NONE, answers)
        .run(List.of(Benchmark.of(TASK)), new EvaluationConfig("float32", 1, "", "", generation));
  }

  private Evaluation run(GenerationConfig generation) {
    return run(generation, Optional.empty());
  }

  private static GenerationConfig judged(Judge judge) {
    return PLAIN.chatting(CHAT).judgedBy(judge);
  }

  @Test
  void everyCategoryHasItsTemperature() {
    List<Sample> samples = run(PLAIN.chatting(CHAT)).task("mt_bench").samples();
    List<String> first = samples.get(0).instances(Turn.class).map(Turn::text).toList();
    // one| are 4 characters; one|0.7/4|two {answer_1}| are 25
    assertEquals(List.of("0.7/4", "0.7/25"), first);
    List<String> second = samples.get(1).instances(Turn.class).map(Turn::text).toList();
    assertEquals(List.of("0.0/4", "ERROR"), second, "what the template refuses is an error");
    assertEquals(Map.of(), samples.get(0).scores());
  }

  @Test
  void withoutAJudgeNothingIsScored() {
    Evaluation evaluation = run(PLAIN.chatting(CHAT));
    String table = evaluation.toString();
    assertTrue(table.contains("|not judged|"), table);
    assertTrue(table.contains("judge: none, answers only, chat template: yes, not judged"), table);
    JsonObject json = evaluation.toJson();
    assertTrue(json.get("notes").toString().contains("not judged"), json.toString());
  }

  @Test
  void theAverageIsOverSingleRatings() {
    Judge judge =
        Judge.rule(
            "rule",
            one -> {
              String answer = one.fields().get("answer");
              return answer.equals("ERROR") ? "none" : answer.startsWith("0.0") ? "[[4]]" : "[[7]]";
            });
    Evaluation evaluation = run(judged(judge));
    assertEquals((7 + 4) / 2.0, evaluation.task("mt_bench").score("turn_1"));
    assertEquals(7, evaluation.task("mt_bench").score("turn_2"));
    assertEquals((7 + 4 + 7) / 3.0, evaluation.task("mt_bench").score("average"), 1e-12);
    String note =
        "mt_bench: single-answer grading, 2 rows asked, judge: rule, chat template: yes, 1 of 4"
            + " judgments gave none (−1)";
    assertEquals(List.of(note), evaluation.notes());
    assertEquals(note, evaluation.table().name());
    assertTrue(
        evaluation.toJson().getAsJsonObject("config").get("judge").getAsString().equals("rule"));
    assertEquals(3, evaluation.against(evaluation).size(), "two runs compare");
  }

  @Test
  void templatesAreFilledAtOnce() {
    List<String> prompts = new ArrayList<>();
    run(
        judged(
            Judge.rule(
                "rule",
                one -> {
                  prompts.add(one.messages().get(1).fields().get("content").toString());
                  return "";
                })));
    assertEquals(
        List.of("one: 0.7/4", "one 0.7/4 two {answer_1} 0.7/25 {}", "two 0.0/4", "right ERROR"),
        prompts);
  }

  @Test
  void theModelItselfIsNamedWeak() {
    Evaluation evaluation = run(judged(new SelfJudge("student")));
    assertTrue(
        evaluation.toString().contains("judge: student itself (weak, not comparable)"),
        evaluation.toString());
    String text =
        evaluation
            .task("mt_bench")
            .samples()
            .get(0)
            .instances(Judgment.class)
            .toList()
            .get(0)
            .text();
    assertEquals(" 0.0/13 ", text, "the template saw S|one: 0.7/4|");
  }

  @Test
  void answersAndJudgmentsAreKeptAndTheKeyIsNot(@TempDir Path kept) throws IOException {
    var answers = Optional.of(new AnswerFolder(kept, Map.of()));
    try (var server =
        new FakeJudgeServer(
            FakeJudgeServer.says("\"[[8]]\""),
            FakeJudgeServer.answer(400, "sk-secret"),
            FakeJudgeServer.says("\"[[6]]\""))) {
      var waits = new Waits(Duration.ofSeconds(20), Duration.ofMillis(1), 2);
      var client = new ChatClient(server.base(), "wise", "sk-secret", waits);
      GenerationConfig generation = judged(new HttpJudge(server.base(), "wise", client));
      Evaluation first = run(generation, answers);
      assertEquals((8 + 6 + 6) / 3.0, first.task("mt_bench").score("average"), 1e-12);
      assertEquals(3, asked);
      Evaluation second = run(generation, answers);
      assertEquals(3, asked, "no answer is written again");
      assertEquals(5, server.bodies.size(), "the judgment that failed is asked for again");
      assertEquals((8 + 6 + 6 + 6) / 4.0, second.task("mt_bench").score("average"), 1e-12);
      String written = text(kept) + second.toJson() + second;
      assertFalse(written.contains("secret"));
      assertTrue(written.contains("\"user_prompt\":\"one: 0.7/4\""), written);
    }
  }

  private static String text(Path folder) {
    try (var files = Files.list(folder)) {
      var text = new StringBuilder();
      for (Path file : files.toList()) {
        text.append(Files.readString(file));
      }
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatDoesNotFitIsRefused() throws IOException {
    Refusal.of(() -> run(PLAIN), "mt_bench asks in conversations only", "--apply-chat-template");
    var warm = new GenerationConfig(1, new Sampling(.2, 1, 0), OptionalInt.empty());
    Refusal.of(() -> run(warm.chatting(CHAT)), "a temperature that its category has");
    write(
        "reference_answer/gpt-4", "{\"question_id\": 1, \"choices\": [{\"turns\": [\"\", \"\"]}]}");
    Judge judge = Judge.rule("rule", one -> "");
    Refusal.of(() -> run(judged(judge)), "Question 111", "math");
    assertEquals(
        2, run(PLAIN.chatting(CHAT)).task("mt_bench").asked(), "without a judge it is not needed");
    write("reference_answer/gpt-4", "{\"question_id\": 111, \"choices\": []}");
    Refusal.of(() -> run(judged(judge)), "\"choices\" must be a list");
  }
}
