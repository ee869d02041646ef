package minitron.text.jinja.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minitron.python.Tuple;

/**
 * What a dict's {@code keys}, {@code values} and {@code items} give.
 *
 * @param type Python's name of it
 * @param items in the dict's order
 */
public record View(String type, List<Object> items) {
  /** Names. */
  public static View keys(Map<?, ?> dict) {
    return new View("dict_keys", new ArrayList<>(dict.keySet()));
  }

  /** Values. */
  public static View values(Map<?, ?> dict) {
    return new View("dict_values", new ArrayList<>(dict.values()));
  }

  /** Pairs of both. */
  public static View items(Map<?, ?> dict) {
    List<Object> pairs = new ArrayList<>();
    dict.forEach((key, value) -> pairs.add(pair(key, value)));
    return new View("dict_items", pairs);
  }

  private static Tuple pair(Object key, Object value) {
    List<Object> pair = new ArrayList<>();
    pair.add(key);
    pair.add(value);
    return new Tuple(pair);
  }
}
