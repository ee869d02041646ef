package minitron.conformance.golden;

import java.util.List;
import java.util.Map;
import minitron.python.PythonRepr;

/**
 * A row: what went into the original program and what came out.
 *
 * @param fields Python's values, by name
 * @param file the file's name
 * @param line counted from 1
 */
record GoldenRow(Map<String, Object> fields, String file, int line) {
  String where() {
    return file + " line " + line;
  }

  boolean has(String field) {
    return fields.containsKey(field);
  }

  /** A field's value, null for None. */
  Object value(String field) {
    if (!has(field)) {
      throw new IllegalArgumentException(where() + " has no " + field + ".");
    }
    return fields.get(field);
  }

  String text(String field) {
    return of(field, String.class, "a text");
  }

  boolean truth(String field) {
    return of(field, Boolean.class, "true or false");
  }

  Number number(String field) {
    return of(field, Number.class, "a number");
  }

  @SuppressWarnings("unchecked") // JSON's lists and objects hold nothing but values
  List<Object> list(String field) {
    return of(field, List.class, "a list");
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> object(String field) {
    return of(field, Map.class, "an object");
  }

  private <T> T of(String field, Class<T> kind, String allowed) {
    Object value = value(field);
    if (!kind.isInstance(value)) {
      throw new IllegalArgumentException(
          "%s: %s is %s; it must be %s."
              .formatted(where(), field, PythonRepr.repr(value), allowed));
    }
    return kind.cast(value);
  }
}
