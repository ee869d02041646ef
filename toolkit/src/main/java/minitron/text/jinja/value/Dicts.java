package minitron.text.jinja.value;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import minitron.python.PythonValues;

/** Keys of dicts: 1, 1.0 and True are the same one. */
public final class Dicts {
  private Dicts() {}

  /** Whether a dict has a key. */
  public static boolean has(Map<?, ?> dict, Object key) {
    return entry(dict, hashed(key)).isPresent();
  }

  /** Its value; empty if the dict has no such key. A none is {@link Boxes#boxed boxed}. */
  public static Optional<Object> get(Map<?, ?> dict, Object key) {
    return entry(dict, key).map(entry -> Boxes.boxed(entry.getValue()));
  }

  /** Puts a value; an equal key stays as it is. */
  public static void put(Map<Object, Object> dict, Object key, Object value) {
    Optional<? extends Map.Entry<?, ?>> there = entry(dict, hashed(key));
    dict.put(there.isPresent() ? there.get().getKey() : key, value);
  }

  private static Optional<? extends Map.Entry<?, ?>> entry(Map<?, ?> dict, Object key) {
    if (key instanceof String text) {
      return dict.containsKey(text)
          ? Optional.of(new java.util.AbstractMap.SimpleEntry<>(text, dict.get(text)))
          : Optional.empty();
    }
    return dict.entrySet().stream()
        .filter(entry -> PythonValues.equal(entry.getKey(), key))
        .findFirst();
  }

  /**
   * A key itself.
   *
   * @throws IllegalArgumentException for what cannot be one
   */
  public static Object hashed(Object key) {
    if (key instanceof List || key instanceof Map) {
      throw Types.wrong(key, "unhashable type: '%s'");
    }
    return key;
  }
}
