package minitron.text.chat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minitron.python.PythonText;
import minitron.text.jinja.Rendering;

/**
 * A last message that goes on: a tag is put behind it, and the text is cut where the tag is found.
 *
 * @param tagged the messages with the tag
 * @param content what the last one says
 */
record FinalMessage(List<Message> tagged, String content) {
  private static final String TAG = "CONTINUE_FINAL_MESSAGE_TAG ";

  /**
   * Puts the tag behind the last message's content, or the last text of it.
   *
   * @throws IllegalArgumentException if it has none
   */
  static FinalMessage of(List<Message> messages) {
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("There is no final message that could go on.");
    }
    Message last = messages.get(messages.size() - 1);
    Map<String, Object> fields = new LinkedHashMap<>(last.fields());
    String content;
    if (fields.get("content") instanceof String text) {
      content = text;
      fields.put("content", text + TAG);
    } else if (fields.get("content") instanceof List<?> blocks) {
      List<Object> all = new ArrayList<>(blocks);
      content = tag(all);
      fields.put("content", all);
    } else {
      throw none();
    }
    List<Message> tagged = new ArrayList<>(messages.subList(0, messages.size() - 1));
    tagged.add(new Message(fields));
    return new FinalMessage(tagged, content);
  }

  private static IllegalArgumentException none() {
    return new IllegalArgumentException(
        "The final message has no text in its content that could go on.");
  }

  private static String tag(List<Object> blocks) {
    for (int i = blocks.size() - 1; i >= 0; i--) {
      if (blocks.get(i) instanceof Map<?, ?> block && block.get("text") instanceof String text) {
        Map<Object, Object> fields = new LinkedHashMap<>(block);
        fields.put("text", text + TAG);
        blocks.set(i, fields);
        return text;
      }
    }
    throw none();
  }

  /** The text up to the tag; what stands in generation tags ends there too. */
  Rendering cut(Rendering whole) {
    String text = whole.text();
    int at = text.lastIndexOf(PythonText.strip(TAG));
    if (at < 0 || !text.contains(PythonText.strip(content))) {
      throw new IllegalArgumentException(
          "the final message does not appear in its text, so it cannot go on");
    }
    String kept = text.substring(0, at);
    return new Rendering(
        text.startsWith(TAG, at) ? kept : PythonText.stripEnd(kept), whole.generated());
  }
}
