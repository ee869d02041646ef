package minitron.text.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatTemplateTest {
  private static final List<Message> HELLO =
      List.of(Message.of("user", "Hi"), Message.of("assistant", "Ho "));

  @TempDir Path folder;

  private String text(ChatOptions options) {
    return ChatTemplate.of(folder).orElseThrow().render(HELLO, options).text();
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void aFileOfItsOwnComesFirst() throws IOException {
    assertEquals(Optional.empty(), ChatTemplate.of(folder));
    write(
        "tokenizer_config.json",
        "{\"bos_token\": {\"content\": \"<s>\"}, \"eos_token\": \"</s>\", \"chat_template\": \"{{ bos_token }}config\"}");
    assertEquals("<s>config", text(ChatOptions.DEFAULT));
    write("chat_template.jinja", "{{ eos_token }}file{{ pad_token is defined }}\n");
    assertEquals("</s>fileFalse", text(ChatOptions.DEFAULT));
    write("additional_chat_templates/tool_use.jinja", "{{ tools | length }} tools");
    assertEquals("2 tools", text(ChatOptions.DEFAULT.withTools(List.of("a", "b"))));
  }

  @Test
  void aListHasNames() throws IOException {
    write(
        "tokenizer_config.json",
        "{\"chat_template\": [{\"name\": \"default\", \"template\": \"d\"}, {\"name\": \"tool_use\", \"template\": \"t\"}]}");
    assertEquals("d", text(ChatOptions.DEFAULT));
    assertEquals("t", text(ChatOptions.DEFAULT.withTools(List.of())));
  }

  @Test
  void aFinalMessageGoesOn() {
    ChatOptions on = ChatOptions.DEFAULT.continuing();
    ChatTemplate kept =
        ChatTemplate.of("a", "{% for m in messages %}<{{ m.content }}>{% endfor %}", Map.of());
    assertEquals("<Hi><Ho ", kept.render(HELLO, on).text());
    ChatTemplate trimmed =
        ChatTemplate.of(
            "b", "{% for m in messages %}<{{ m.content | trim }}>{% endfor %}", Map.of());
    assertEquals("<Hi><Ho", trimmed.render(HELLO, on).text());
    assertThrows(IllegalArgumentException.class, () -> on.withGenerationPrompt(true));
  }

  @Test
  void refusalsNameTheTemplate() {
    ChatTemplate strict = ChatTemplate.of("strict", "{{ raise_exception('No!') }}", Map.of());
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> strict.render(HELLO, ChatOptions.DEFAULT));
    assertEquals(
        "The chat template strict does not take this conversation: No!", error.getMessage());
  }

  @Test
  void withoutATagWhatATurnAddsIsSupervised() {
    String source =
        "{% for m in messages %}[{{ m.role }}]{{ m.content }}</s>\n{% endfor %}{% if add_generation_prompt %}[assistant]{% endif %}";
    ChatTemplate template = ChatTemplate.of("plain", source, Map.of());
    var labelled = ChatLabels.of(template, HELLO, ChatOptions.DEFAULT);
    var span = labelled.generated().get(0);
    assertEquals("Ho </s>", labelled.text().substring(span.from(), span.to()));
  }
}
