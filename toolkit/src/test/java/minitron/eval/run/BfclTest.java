package minitron.eval.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import minitron.Refusal;
import minitron.eval.ask.CharCodec;
import minitron.eval.ask.ChatFormat;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.Models;
import minitron.eval.result.Evaluation;
import minitron.eval.task.Benchmark;
import minitron.eval.task.Limit;
import minitron.eval.tasks.Bfcl;
import minitron.text.ItemFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** BFCL's tasks, asked of a model that calls one function whatever it is asked. */
class BfclTest {
  private static final int WINDOW = 8192;
  private static final ChatFormat CHAT =
      messages ->
          messages.stream()
              .map(m -> m.fields().get("role") + ": " + m.fields().get("content"))
              .collect(Collectors.joining("\n"));

  @TempDir Path folder;

  @BeforeEach
  void writeItems() throws IOException {
    Files.createDirectory(folder.resolve("bfcl"));
    write("BFCL_v4_simple_python", question("a"), question("b"));
    write("possible_answer_simple_python", answer(1), answer(2));
    write("BFCL_v4_irrelevance", question("c"));
  }

  private void write(String name, String... lines) throws IOException {
    Files.writeString(folder.resolve("bfcl/" + name + ".json"), String.join("\n", lines));
  }

  private static String question(String id) {
    return """
        {"id": "%s", "question": [[{"role": "user", "content": "Go é!"}]], "function": [{"name": "go", "description": "Goes.", "parameters": {"type": "dict", "properties": {"n": {"type": "integer", "default": 1.0}}, "required": ["n"]}}]}"""
        .formatted(id);
  }

  private static String answer(int n) {
    return "{\"id\": \"x\", \"ground_truth\": [{\"go\": {\"n\": [%d]}}]}".formatted(n);
  }

  private LanguageModel model(GenerationConfig config, int window) {
    return Models.of(
        new CharCodec(),
        Models.scorer(requests -> List.of()),
        Models.generator(
            (prompts, most, finished) ->
                prompts.stream().map(prompt -> "go(n=1)".chars().limit(most).toArray()).toList()),
        window,
        config);
  }

  private Evaluation run(int window) {
    var items = new ItemFolder(folder);
    return new Evaluator(model(GenerationConfig.DEFAULT.chatting(CHAT), window), items, Limit.NONE)
        .run(List.of(Benchmark.of(Bfcl.GROUP).present(items)));
  }

  /** One of two calls is right, and one call too many is made. */
  @Test
  void categoriesThatAreThereAreAskedAndTakenTogether() {
    Evaluation evaluation = run(WINDOW);
    assertEquals(.5, evaluation.task("bfcl_simple_python").score("acc"));
    assertEquals(0, evaluation.task("bfcl_irrelevance").score("acc"));
    assertEquals(
        List.of("irrelevance"),
        evaluation.groups().get(0).scores().stream().map(s -> s.metric().name()).toList());
    assertTrue(evaluation.toString().contains("irrelevance"), evaluation.toString());
    assertTrue(evaluation.toJson().toString().contains("simple_python"));
    String prompt =
        (String) evaluation.tasks().get(0).samples().get(0).instances().get(0).arguments().get(0);
    assertTrue(prompt.startsWith("system: You are an expert in composing functions.You"), prompt);
    assertTrue(
        prompt.contains("Goes. Note that the provided function is in Python 3 syntax."), prompt);
    assertTrue(prompt.contains("                    \"default\": 1.0\n"), prompt);
    assertTrue(prompt.endsWith("\n]\n\nuser: Go é!"), prompt);
  }

  @Test
  void aPromptThatFillsTheWindowIsAnsweredWithNothing() {
    assertEquals(0, run(100).task("bfcl_simple_python").score("acc"));
  }

  @Test
  void aDocumentShowsItsCallsBesideTheExpected() {
    var model = model(GenerationConfig.DEFAULT.chatting(CHAT), WINDOW);
    Benchmark task = Benchmark.of(Bfcl.GROUP.tasks().get(0));
    String shown =
        new Explanation(Inspection.of(model, new ItemFolder(folder), task, 1)).toString();
    assertTrue(
        shown.contains("wrong, value_error:others: Invalid value for parameter 'n': 1."), shown);
    assertTrue(shown.contains("{'go': {'n': [2]}}"), shown);
  }

  @Test
  void whatDoesNotFitIsRefused() throws IOException {
    var items = new ItemFolder(folder);
    Benchmark task = Benchmark.of(Bfcl.GROUP.tasks().get(0));
    assertEquals(
        "bfcl_simple_python asks in conversations; add --apply-chat-template, in Java options().chat().",
        Refusal.of(
            () ->
                new Evaluator(model(GenerationConfig.DEFAULT, WINDOW), items, Limit.NONE)
                    .run(List.of(task))));
    write("possible_answer_simple_python", answer(1));
    Refusal.of(() -> run(WINDOW), "BFCL_v4_simple_python.json has 2 rows and", "has 1;");
    assertTrue(Benchmark.of(Bfcl.GROUP).leftOut(items).toList().contains("bfcl_live_parallel"));
  }
}
