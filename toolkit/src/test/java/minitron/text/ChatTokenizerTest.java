package minitron.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minitron.Shared;
import minitron.python.PythonJson;
import minitron.text.chat.ChatOptions;
import minitron.text.chat.ChatTemplate;
import minitron.text.chat.LabelledIds;
import minitron.text.chat.Message;
import org.junit.jupiter.api.Test;

/** Against what transformers gave for a tiny checkpoint, where it is beside the project. */
class ChatTokenizerTest {
  private static Path folder() {
    return Shared.require().resolve("table2/sft/sft-chatml-tiny");
  }

  @SuppressWarnings("unchecked") // JSON
  private static List<Message> messages(Object row) {
    List<Message> all = new ArrayList<>();
    ((List<Object>) ((Map<String, Object>) row).get("messages"))
        .forEach(fields -> all.add(new Message((Map<String, Object>) fields)));
    return all;
  }

  private static List<Long> longs(int[] ids) {
    List<Long> all = new ArrayList<>();
    for (int id : ids) {
      all.add((long) id);
    }
    return all;
  }

  @Test
  void tokensAndMasksAreTransformers() throws IOException {
    Tokenizer tokenizer = Tokenizer.of(folder());
    ChatTokenizer marked = ChatTokenizer.of(tokenizer);
    ChatTokenizer plain =
        ChatTokenizer.of(tokenizer, folder().resolve("chat_template_plain.jinja"));
    Map<?, ?> expected =
        (Map<?, ?>) PythonJson.loads(Files.readString(folder().resolve("expected.json")));
    List<String> rows =
        Files.readAllLines(folder().resolve("train.jsonl")).stream()
            .filter(line -> line.contains("messages"))
            .toList();
    List<?> conversations = (List<?>) expected.get("conversations");
    assertTrue(conversations.size() > 3);
    for (int i = 0; i < conversations.size(); i++) {
      Map<?, ?> wanted = (Map<?, ?>) conversations.get(i);
      for (ChatTokenizer chat : List.of(marked, plain)) {
        List<Message> messages = messages(PythonJson.loads(rows.get(i)));
        assertEquals(
            wanted.get("text"), chat.template().render(messages, ChatOptions.DEFAULT).text());
        LabelledIds labels = chat.label(messages, ChatOptions.DEFAULT);
        assertEquals(wanted.get("input_ids"), longs(labels.ids()));
        List<Long> mask = new ArrayList<>();
        for (int t = 0; t < labels.size(); t++) {
          mask.add(labels.isSupervised(t) ? 1L : 0L);
        }
        assertEquals(wanted.get("assistant_mask"), mask);
        assertEquals(Optional.empty(), chat.warning(labels));
        assertEquals(wanted.get("prompt_text"), chat.template().text(messages, ChatOptions.ASKING));
      }
    }
  }

  @Test
  void aTemplateThatLeavesTheEndOutIsTold() {
    Tokenizer tokenizer = Tokenizer.of(folder());
    var chat =
        new ChatTokenizer(
            tokenizer,
            ChatTemplate.of(
                "short",
                "{% for m in messages %}{% generation %}{{ m.content }}{% endgeneration %}<|im_end|>{% endfor %}",
                Map.of()));
    LabelledIds labels = chat.label(List.of(Message.of("assistant", "Hi")), ChatOptions.DEFAULT);
    assertTrue(chat.warning(labels).orElseThrow().contains("will not learn to stop"));
  }

  @Test
  void aTemplateWithoutBeginningsIsRefusedByName() {
    Tokenizer tokenizer = Tokenizer.of(folder());
    var chat =
        new ChatTokenizer(
            tokenizer,
            ChatTemplate.of(
                "odd",
                "{{ messages | length }}{% for m in messages %}{{ m.content }}{% endfor %}",
                Map.of()));
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                chat.label(
                    List.of(Message.of("user", "Hi"), Message.of("assistant", "Ho")),
                    ChatOptions.DEFAULT));
    assertTrue(error.getMessage().contains("odd"), error.getMessage());
  }

  @Test
  void charactersBeyondAsciiKeepTheirPlaces() {
    Tokenizer tokenizer = Tokenizer.of(folder());
    String text = "é😀a";
    assertArrayEquals(tokenizer.encodePlain(text), tokenizer.encodePlaced(text).ids());
    int last = tokenizer.encodePlaced(text).tokenOf(2).orElseThrow();
    assertEquals(tokenizer.encodePlain(text).length - 1, last);
  }
}
