package minitron.text.chat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A turn of a conversation, as chat templates see it.
 *
 * @param fields Python's values by name: {@code role} and {@code content}, and what else a template
 *     asks for, such as {@code tool_calls}
 */
public record Message(Map<String, Object> fields) {
  /** Keeps the fields as they are now, in their order. */
  public Message {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** A turn in words; roles are {@code system}, {@code user} and {@code assistant}. */
  public static Message of(String role, String content) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("role", role);
    fields.put("content", content);
    return new Message(fields);
  }
}
