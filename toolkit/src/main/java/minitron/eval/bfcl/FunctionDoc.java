package minitron.eval.bfcl;

import java.util.List;
import java.util.Map;

/**
 * A function's description: {@code name}, {@code description} and {@code parameters} with {@code
 * properties} and {@code required}.
 *
 * @param fields Python's values
 */
record FunctionDoc(Map<String, Object> fields) {
  /** The one of a name, null if there is none. */
  static FunctionDoc of(List<?> docs, String name) {
    return docs.stream()
        .map(doc -> new FunctionDoc(dict(doc)))
        .filter(doc -> doc.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** A dict with texts for keys. */
  @SuppressWarnings("unchecked") // JSON's objects have no other keys
  static Map<String, Object> dict(Object value) {
    if (!(value instanceof Map)) {
      throw new IllegalArgumentException("a dict is expected");
    }
    return (Map<String, Object>) value;
  }

  static List<?> list(Object value) {
    if (!(value instanceof List<?> list)) {
      throw new IllegalArgumentException("a list is expected");
    }
    return list;
  }

  String name() {
    return String.valueOf(fields.get("name"));
  }

  Map<String, Object> parameters() {
    return dict(dict(fields.get("parameters")).get("properties"));
  }

  List<?> required() {
    return list(dict(fields.get("parameters")).get("required"));
  }

  /** A parameter's declared type. */
  String type(String parameter) {
    return (String) dict(parameters().get(parameter)).get("type");
  }

  /** The declared type of a parameter's items. */
  String itemType(String parameter) {
    return (String) dict(dict(parameters().get(parameter)).get("items")).get("type");
  }
}
