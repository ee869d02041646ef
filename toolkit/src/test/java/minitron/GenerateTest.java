package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import minitron.host.Mime;
import minitron.infer.GeneratedText;
import minitron.model.CausalLm;
import minitron.tensor.Engines;
import minitron.tensor.Packed;
import minitron.tensor.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class GenerateTest {
  @TempDir Path temp;

  @Test
  void aModelGoesOnFromAPrompt() {
    int before = Engines.liveArrays();
    try (CausalLm model = Checkpoint.load(Fixtures.model(temp.resolve("m")).toString())) {
      var options = Generate.options().tokens(20);
      GeneratedText text = Generate.text(model, "Tom saw", options);
      assertEquals(20, text.tokens());
      assertEquals(text, Generate.text(model, "Tom saw", options));
      // The first character ends it, for it is a stop.
      String first = text.text().substring(0, 1);
      GeneratedText stopped = Generate.text(model, "Tom saw", options.stop(first));
      assertEquals("", stopped.text());
      assertTrue(stopped.tokens() < 20, stopped.tokens() + "");

      var drawn = options.temperature(1).topP(0.9).seed(1);
      GeneratedText one = Generate.text(model, "Tom saw", drawn);
      assertEquals(one, Generate.text(model, "Tom saw", drawn));
      assertNotEquals(one.text(), Generate.text(model, "Tom saw", drawn.seed(2)).text());
      assertEquals(20, Generate.text(model, "", options).tokens());

      Generate.Texts both = Generate.after("Tom saw", options).add("one", model).add("same", model);
      assertEquals(2, both.table().rowCount());
      assertEquals(text, both.rows().get(1).text());
      for (int many : new int[] {512, Integer.MAX_VALUE}) {
        refused(
            "max_position_embeddings of 512",
            () -> Generate.text(model, "Tom", options.tokens(many)));
      }
    }
    assertEquals(before, Engines.liveArrays());
  }

  /** A sum that the model is sure of is the same with a cache and packed weights of bfloat16. */
  @Test
  void aModelWritesInBfloat16() {
    String sum = "Amy has 4 plums. Amy gets 6 plums. How many has Amy now?\nAnswer:";
    CausalLm teacher = Checkpoint.load("../datasets/tinyworld/teacher");
    var options = Generate.options().tokens(12);
    if (!Packed.available(Precision.BF16)) {
      // After the sum the model guesses, and an older CPU rounds its own way.
      options = options.stop("\n\n");
    }
    GeneratedText exact = Generate.text(teacher, sum, options);
    assertTrue(exact.text().contains("10"), exact.text());
    assertEquals(exact, Generate.text(teacher.computedIn(Precision.BF16), sum, options));
  }

  @Test
  void aTextIsShownWithItsPromptInBold() {
    var text = new GeneratedText("One <b>", " two\nthree", 3, Generate.options().tokens(5));
    assertEquals(
        "One <b> two\nthree\n(3 tokens; up to 5 tokens, the likeliest each time)",
        Mime.bundle(text).text());
    String html = (String) Mime.bundle(text).data().get("text/html");
    assertTrue(html.contains("<b>One &lt;b&gt;</b> two\nthree\n<small>3 tokens"), html);
    var wide = new GeneratedText("a", " word".repeat(40), 40, Generate.options().temperature(0.5));
    assertEquals(
        "a"
            + " word".repeat(19)
            + "\n"
            + "word ".repeat(20).strip()
            + "\nword"
            + "\n(40 tokens; up to 100 tokens, temperature 0.5, top-p 1.0, seed 0)",
        wide.toString());
  }

  @Test
  void whatCannotBeWrittenIsRefusedInASentence() {
    refused("at least 1", () -> Generate.options().tokens(0));
    refused("must not be empty", () -> Generate.options().stop(""));
    refused("temperature -1.0", () -> Generate.options().temperature(-1));
    refused("top-p 1.5", () -> Generate.options().topP(1.5));
  }

  private static void refused(String part, Executable call) {
    var e = assertThrows(IllegalArgumentException.class, call);
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }
}
