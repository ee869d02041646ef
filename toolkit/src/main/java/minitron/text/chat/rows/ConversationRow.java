package minitron.text.chat.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minitron.io.Messages;
import minitron.python.PythonJson;
import minitron.python.PythonRepr;
import minitron.text.chat.Message;

/**
 * A row of a file of conversations.
 *
 * @param fields Python's values by name
 * @param where the row's place, as messages name it: {@code chat.jsonl line 3}
 */
public record ConversationRow(Map<String, Object> fields, String where) {
  boolean has(String field) {
    return fields.containsKey(field);
  }

  /** The string in a field. */
  public String text(String field) {
    if (!(fields.get(field) instanceof String text)) {
      throw problem(field, "must be a string");
    }
    return text;
  }

  /** The string in a field; empty where it is null or missing. */
  Optional<String> someText(String field) {
    return fields.get(field) == null ? Optional.empty() : Optional.of(text(field));
  }

  /** The objects of a list, as rows whose errors name both; at least one. */
  List<ConversationRow> rows(String field) {
    if (!(fields.get(field) instanceof List<?> list) || list.isEmpty()) {
      throw problem(field, "must be a list of at least one object");
    }
    List<ConversationRow> rows = new ArrayList<>();
    for (Object each : list) {
      if (!(each instanceof Map<?, ?> map)) {
        throw problem(field, "must be a list of objects");
      }
      String place = "%s, %s of %s".formatted(where, rows.size() + 1, Messages.quote(field));
      rows.add(new ConversationRow(named(map), place));
    }
    return rows;
  }

  @SuppressWarnings("unchecked") // the keys of JSON's objects are texts
  static Map<String, Object> named(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }

  /** The messages of a list: each with its role, and with content or calls of tools. */
  public List<Message> messages(String field) {
    return rows(field).stream()
        .map(
            row -> {
              row.text("role");
              if (!row.has("content") && !row.has("tool_calls")) {
                throw row.problem("content", "must be there");
              }
              return new Message(row.fields);
            })
        .toList();
  }

  /** The functions that a model may call: a list, or the JSON of one; empty if there are none. */
  Optional<List<?>> tools() {
    Object tools = fields.get("tools");
    Object read = tools instanceof String text ? json(text) : tools;
    if (read == null) {
      return Optional.empty();
    }
    if (!(read instanceof List<?> list)) {
      throw problem("tools", "must be a list of functions");
    }
    return list.isEmpty() ? Optional.empty() : Optional.of(list);
  }

  private Object json(String text) {
    try {
      return PythonJson.loads(text);
    } catch (IllegalArgumentException e) {
      throw problem("tools", "must be a list of functions, or the JSON of one");
    }
  }

  /**
   * What to throw when a field holds something that is not allowed.
   *
   * @param allowed the rest of the sentence after the field's name: {@code must be a string}
   */
  IllegalArgumentException problem(String field, String allowed) {
    String is = has(field) ? "is " + PythonRepr.repr(fields.get(field)) : "is missing";
    return new IllegalArgumentException(
        "%s: field %s %s, but %s; correct that line or take it out."
            .formatted(where, Messages.quote(field), allowed, Messages.cut(is)));
  }
}
