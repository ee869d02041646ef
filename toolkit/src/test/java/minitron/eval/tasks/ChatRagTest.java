package minitron.eval.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import minitron.Refusal;
import minitron.eval.ask.CharCodec;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.Models;
import minitron.eval.result.Evaluation;
import minitron.eval.result.EvaluationConfig;
import minitron.eval.run.Evaluator;
import minitron.eval.task.Benchmark;
import minitron.eval.task.Limit;
import minitron.infer.Generator;
import minitron.infer.Sampling;
import minitron.text.ItemFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark's files as lists, with a model that always says the same. */
class ChatRagTest {
  private static final String SORRY = "Sorry. I cannot find the answer based on the context.";

  @TempDir Path folder;
  private final List<String> prompts = new ArrayList<>();

  private void write(String file, String... answers) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String answer : answers) {
      rows.add(
          """
          {"messages": [{"role": "user", "content": "Which?"}],
           "ctxs": [{"title": "T", "text": "S"}], "exe_answer": 0.5, "answers": ["%s"]}"""
              .formatted(answer));
    }
    Path path = folder.resolve("chatrag/" + file + ".json");
    Files.createDirectories(path.getParent());
    Files.writeString(path, "[" + String.join(",\n", rows) + "]");
  }

  private Evaluation run(String name, String text, GenerationConfig generation) {
    Generator writer =
        Models.generator(
            (asked, most, finished) -> {
              assertEquals(64, most);
              asked.forEach(ids -> prompts.add(new CharCodec().decode(ids)));
              return asked.stream().map(ids -> (text + "\u0002").chars().toArray()).toList();
            });
    LanguageModel model = Models.of(new CharCodec(), null, writer, 4000, generation);
    Benchmark benchmark = Catalog.benchmark(name, 0);
    return new Evaluator(model, new ItemFolder(folder), Limit.NONE)
        .run(List.of(benchmark), new EvaluationConfig("float32", 1, "", "", generation));
  }

  private Evaluation run(String name, String text) {
    return run(name, text, GenerationConfig.DEFAULT);
  }

  @Test
  void eachDataSetCountsTheSameAndDoqaOnce() throws IOException {
    for (String full : List.of("doc2dial/test", "qrecc/test", "topiocqa/dev", "coqa/dev")) {
      write(full, "red cup", "red cup");
    }
    write("quac/test", "red cup");
    write("inscit/dev", SORRY, "red cup");
    write("sqa/test", "red cup", "");
    write("hybridial/test", "blue");
    write("convfinqa/dev", "red");
    write("doqa/test_cooking", "red cup");
    write("doqa/test_travel", "red cup", "blue", "blue", "blue");
    write("doqa/test_movies", "blue");
    Evaluation evaluation = run("chatrag", " red\ncup ");
    assertEquals(1, evaluation.task("chatrag_inscit").score("f1"));
    assertEquals(1, evaluation.task("chatrag_sqa").score("f1"));
    assertEquals(1, evaluation.task("chatrag_convfinqa").score("acc"), "the formula is there");
    assertEquals(.25, evaluation.task("chatrag_doqa_travel").score("f1"));
    double doqa = (1 + .25 + 0) / 3;
    assertEquals(doqa, group(evaluation, "chatrag_doqa"), 1e-12);
    assertEquals((8 + doqa) / 10, group(evaluation, "chatrag"), 1e-12);
    assertEquals((8 + doqa) / 9, group(evaluation, "chatrag_without_hybridial"), 1e-12);
    assertTrue(
        evaluation.against(evaluation).stream()
            .anyMatch(row -> row.task().equals("chatrag") && row.difference().value() == 0));
    assertEquals(
        "red cup", evaluation.task("chatrag_coqa").samples().get(0).instances().get(0).response());
  }

  private static double group(Evaluation evaluation, String name) {
    return evaluation.groups().stream()
        .filter(group -> group.name().equals(name))
        .findFirst()
        .orElseThrow()
        .scores()
        .get(0)
        .estimate()
        .value();
  }

  @Test
  void whatIsMissingIsARow() throws IOException {
    write("quac/test", SORRY, "red");
    Evaluation evaluation = run("chatrag", "I can't find it");
    assertEquals(1, evaluation.task("chatrag_quac").score("acc_unanswerable"));
    assertEquals(0, evaluation.task("chatrag_quac").score("acc_answerable"));
    assertEquals(.5, evaluation.task("chatrag_quac").score("f1"));
    String table = evaluation.toString();
    assertTrue(table.contains("no data"), table);
    assertEquals(2, evaluation.notes().size());
    assertTrue(
        table.contains(
            "chatrag_convfinqa: its data is not there; it is on the Hugging Face hub only, in"
                + " nvidia/ChatRAG-Bench"),
        table);
    assertTrue(table.contains("chatrag_quac: chat template: no"), table);
    assertTrue(evaluation.ending().whole());
    Refusal.of(
        () -> run("chatrag_coqa", "x"), "There is no chatrag/coqa/dev", "nvidia/ChatRAG-Bench");
  }

  /** The second answerable document's answer is in no passage. */
  @Test
  void ofQuacOnlyWhatWasFoundIsAnswerable() throws IOException {
    write("quac/test", "red", SORRY, "blue", "red");
    Files.writeString(
        folder.resolve("chatrag/quac/answerable.jsonl"), "{\"answerable\": [0, 2]}\n");
    Evaluation evaluation = run("chatrag_quac", "red");
    assertEquals(1, evaluation.task("chatrag_quac").score("acc_answerable"));
    assertEquals(
        List.of(true, false, false, true),
        evaluation.task("chatrag_quac").samples().stream()
            .map(sample -> sample.scores().containsKey("acc_answerable"))
            .toList());
  }

  @Test
  void aChatTemplateIsSaid() throws IOException {
    write("coqa/dev", "red");
    GenerationConfig chatting =
        new GenerationConfig(1, Sampling.GREEDY, OptionalInt.empty())
            .chatting(messages -> "<" + messages.get(0).fields().get("content") + ">");
    Evaluation evaluation = run("chatrag_coqa", "red", chatting);
    assertTrue(prompts.get(0).startsWith("<System: This is"), prompts.toString());
    assertTrue(evaluation.notes().get(0).endsWith("yes, which the benchmark has not"));
  }

  @Test
  void brokenRowsAreRefused() throws IOException {
    write("coqa/dev", "red");
    Path file = folder.resolve("chatrag/coqa/dev.json");
    String row = Files.readString(file);
    for (String[] change :
        List.of(
            new String[] {"\"user\"", "\"system\"", "field \"messages\"[0]: field \"role\" must"},
            new String[] {"\"user\"", "\"assistant\"", "must end with a turn of the user"},
            new String[] {"\"ctxs\"", "\"ctx\"", "field \"ctxs\" must be a list"},
            new String[] {"[\"red\"]", "3", "field \"answers\" must be a list"},
            new String[] {"[{\"messages\"", "[1, {\"messages\"", "is not one JSON list"})) {
      Files.writeString(file, row.replace(change[0], change[1]));
      Refusal.of(() -> run("chatrag_coqa", "x"), change[2]);
    }
  }
}
