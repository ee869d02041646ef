package minitron.text.jinja.builtin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import minitron.text.jinja.value.Undefined;

/**
 * What filters look at in an item: the item itself, or an attribute of it, with dots on the way.
 *
 * @param path names and places; none for the item itself
 * @param caseSensitive whether texts count as they are, and not in lower case
 * @param otherwise what stands for what an item has not
 */
record Keys(List<Object> path, boolean caseSensitive, Optional<Object> otherwise) {
  static Keys of(Object attribute, boolean caseSensitive) {
    return new Keys(path(attribute), caseSensitive, Optional.empty());
  }

  Keys or(Object value) {
    return new Keys(path, caseSensitive, Optional.ofNullable(value));
  }

  /** Several attributes, with commas between them. */
  static List<Keys> several(Object attribute, boolean caseSensitive) {
    return attribute instanceof String names
        ? Arrays.stream(names.split(",", -1)).map(one -> of(one, caseSensitive)).toList()
        : List.of(of(attribute, caseSensitive));
  }

  private static List<Object> path(Object attribute) {
    if (attribute instanceof String names) {
      return Arrays.stream(names.split("\\.", -1)).map(Keys::step).toList();
    }
    return attribute == null ? List.of() : List.of(attribute);
  }

  private static Object step(String name) {
    return name.matches("\\d{1,9}") ? (Object) Long.valueOf(name) : name;
  }

  /** The key of an item; it may be null. */
  Object of(Object item) {
    Object value = item;
    for (Object step : path) {
      value = Access.get(value, step);
      if (otherwise.isPresent() && value instanceof Undefined) {
        value = otherwise.get();
      }
    }
    return value instanceof String text && !caseSensitive ? Cases.lower(text) : value;
  }

  static List<Object> all(List<Keys> keys, Object item) {
    List<Object> all = new ArrayList<>();
    keys.forEach(key -> all.add(key.of(item)));
    return all;
  }
}
