package minitron.infer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import minitron.Fixtures;
import minitron.Shared;
import minitron.model.CausalLm;
import minitron.model.Checkpoints;
import minitron.text.ItemFolder;
import minitron.text.JsonLines;
import minitron.text.Row;
import minitron.text.Tokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model writes is what transformers 5.18 writes with it. */
class GreedyTokensTest {
  /** The tokens that transformers 5.18 writes after questions of gsm8k, 64 after each. */
  @Test
  void greedyTokensAreThoseOfTransformers() throws IOException {
    Path shared = Shared.require();
    List<Row> questions = new ItemFolder(shared.resolve("datasets")).split("gsm8k", "test").rows();
    List<Row> goldens =
        JsonLines.parse(
            Files.readAllBytes(Fixtures.resource("/minitron/infer/stories260K-greedy.jsonl")),
            "stories260K-greedy.jsonl");
    try (CausalLm model = Checkpoints.open(shared.resolve("models/stories260K"));
        NextLogits writer = NextLogits.of(model.decoder())) {
      Tokenizer tokenizer = model.tokenizer();
      List<int[]> prompts =
          goldens.stream()
              .map(row -> questions.get(row.whole("doc_index")).text("question"))
              .map(question -> tokenizer.encode("Question: " + question + "\nAnswer:"))
              .toList();
      List<int[]> written =
          new ModelGenerator(writer, 5, Sampling.GREEDY)
              .generate(prompts, 64, t -> tokenizer.ends().contains(t[t.length - 1]));
      for (int i = 0; i < goldens.size(); i++) {
        assertEquals(goldens.get(i).whole("prompt_tokens"), prompts.get(i).length);
        assertEquals(
            goldens.get(i).fields().get("tokens").toString().replace(",", ", "),
            Arrays.toString(written.get(i)));
      }
    }
  }

  /** The tokens that transformers 5.18 writes with its own cache, for texts written together. */
  @ParameterizedTest
  @ValueSource(strings = {"mini-window-qwen", "mini-window-types", "mini-window-mistral"})
  void windowsAreThoseOfTransformers(String name) throws IOException {
    String file = "/minitron/infer/window-greedy.jsonl";
    List<Row> goldens =
        JsonLines.parse(Files.readAllBytes(Fixtures.resource(file)), file).stream()
            .filter(row -> row.text("model").equals(name))
            .toList();
    try (CausalLm model = Fixtures.open(name);
        NextLogits writer = NextLogits.of(model.decoder())) {
      List<int[]> prompts = goldens.stream().map(row -> ids(row, "prompt")).toList();
      List<int[]> written =
          new ModelGenerator(writer, 3, Sampling.GREEDY).generate(prompts, 12, tokens -> false);
      for (int i = 0; i < goldens.size(); i++) {
        assertArrayEquals(ids(goldens.get(i), "tokens"), written.get(i));
      }
    }
  }

  private static int[] ids(Row row, String key) {
    return row.wholes(key).stream().mapToInt(Integer::intValue).toArray();
  }
}
