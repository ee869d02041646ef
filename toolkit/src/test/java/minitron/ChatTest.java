package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import minitron.model.CausalLm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatTest {
  private static final String TEMPLATE =
      "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}{% if add_generation_prompt %}assistant: {% endif %}";

  @TempDir Path temp;

  private Path model() throws IOException {
    Path folder = Fixtures.model(temp.resolve("m"));
    Files.writeString(folder.resolve("chat_template.jinja"), TEMPLATE);
    return folder;
  }

  @Test
  void aConversationShowsWhatIsSupervised() throws IOException {
    try (CausalLm model = Checkpoint.load(model().toString())) {
      Chat.Reading reading =
          Chat.of(model).read(Chat.message("user", "Hi"), Chat.message("assistant", "Ho"));
      assertEquals("user: Hi\nassistant: Ho\n", reading.text());
      assertEquals("Ho", reading.supervised());
      assertTrue(reading.parts().toString().contains("will not learn to stop"));
    }
  }

  @Test
  void theAnswerIsWhatGoesOnFromThePrompt() throws IOException {
    try (CausalLm model = Checkpoint.load(model().toString())) {
      String answer = Chat.of(model).answer(5, Chat.message("user", "Hi"));
      assertEquals(answer, Chat.of(model).answer(5, Chat.message("user", "Hi")));
      var error =
          assertThrows(
              IllegalArgumentException.class,
              () -> Chat.of(model).answer(1_000_000, Chat.message("user", "Hi")));
      assertTrue(error.getMessage().contains("max_position_embeddings"), error.getMessage());
    }
  }

  @Test
  void aSavedModelStillChats() throws IOException {
    Path folder = model();
    Path more = Files.createDirectory(folder.resolve("additional_chat_templates"));
    Files.writeString(more.resolve("tool_use.jinja"), "tools");
    Files.writeString(folder.resolve("generation_config.json"), "{\"eos_token_id\": [1]}");
    Path saved = temp.resolve("saved");
    try (CausalLm model = Checkpoint.load(folder.toString())) {
      Checkpoint.save(model, saved.toString());
    }
    assertEquals(TEMPLATE, Files.readString(saved.resolve("chat_template.jinja")));
    assertEquals(
        "tools", Files.readString(saved.resolve("additional_chat_templates/tool_use.jinja")));
    assertTrue(Files.exists(saved.resolve("generation_config.json")));
  }

  @Test
  void aModelWithoutATemplateIsToldWhatToDo() throws IOException {
    try (CausalLm model = Checkpoint.load(Fixtures.model(temp.resolve("m")).toString())) {
      var error = assertThrows(IllegalArgumentException.class, () -> Chat.of(model));
      assertTrue(error.getMessage().contains("put a chat_template.jinja"), error.getMessage());
    }
  }

  @Test
  void benchmarksThatCompareGivenAnswersAreRefused() throws IOException {
    try (CausalLm model = Checkpoint.load(model().toString())) {
      var error =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  Harness.evaluate(
                      model,
                      Items.tinyWorld(),
                      Harness.options().chat(),
                      Tasks.WINOGRANDE.shots(0)));
      assertTrue(error.getMessage().contains("winogrande does not go through"), error.getMessage());
    }
  }
}
