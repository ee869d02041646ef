package minitron.text.jinja.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is passed to a function.
 *
 * @param positional in order; some may be null
 * @param named by name
 */
public record Arguments(List<Object> positional, Map<String, Object> named) {
  /** Nothing. */
  public static final Arguments EMPTY = new Arguments(List.of(), Map.of());

  private static final Object MISSING = new Object();

  /** Without the first. */
  public Arguments rest(int from) {
    return new Arguments(positional.subList(from, positional.size()), named);
  }

  /**
   * Gives each parameter what was passed for it.
   *
   * @param function the name for messages
   * @param signature the names of the parameters, blanks between them; one that ends in a question
   *     mark may be left out
   */
  public Bound bind(String function, String signature) {
    String[] names = signature.isEmpty() ? new String[0] : signature.split(" ");
    if (positional.size() > names.length) {
      throw new IllegalArgumentException(
          "%s() takes at most %d arguments (%d given)"
              .formatted(function, names.length, positional.size()));
    }
    List<Object> values = new ArrayList<>(positional);
    Map<String, Object> left = new LinkedHashMap<>(named);
    for (int i = 0; i < names.length; i++) {
      String name = names[i].replace("?", "");
      if (i < positional.size()) {
        continue;
      }
      boolean passed = left.containsKey(name);
      if (!passed && !names[i].endsWith("?")) {
        throw new IllegalArgumentException(
            "%s() missing a required argument: '%s'".formatted(function, name));
      }
      values.add(passed ? left.remove(name) : MISSING);
    }
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(
          "%s() got an unexpected keyword argument '%s'"
              .formatted(function, left.keySet().iterator().next()));
    }
    return new Bound(function, Collections.unmodifiableList(values));
  }

  /** The values of a function's parameters. */
  public record Bound(String function, List<Object> values) {
    /** Whether a parameter was passed. */
    public boolean has(int i) {
      return values.get(i) != MISSING;
    }

    /** Its value, if it was passed and is not None. */
    public boolean given(int i) {
      return has(i) && values.get(i) != null;
    }

    /** Its value; null if it is None or was not passed. */
    public Object get(int i) {
      return has(i) ? values.get(i) : null;
    }

    /** A text. */
    public String text(int i) {
      if (get(i) instanceof String text) {
        return text;
      }
      throw wrong(i, "str");
    }

    /** A text, or another where none was passed. */
    public String text(int i, String otherwise) {
      return has(i) ? text(i) : otherwise;
    }

    /** A whole number, or another where none was passed. */
    public long whole(int i, long otherwise) {
      if (!has(i)) {
        return otherwise;
      }
      Object value = get(i);
      if (value instanceof Boolean truth) {
        return truth ? 1 : 0;
      }
      if (value instanceof BigInteger big) {
        return big.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
      }
      if (value instanceof Long number) {
        return number;
      }
      throw wrong(i, "int");
    }

    /** Whether its value is true. */
    public boolean truth(int i) {
      return has(i) && Values.isTrue(get(i));
    }

    private IllegalArgumentException wrong(int i, String type) {
      Object value = get(i);
      return value instanceof Undefined undefined
          ? undefined.error()
          : new IllegalArgumentException(
              "%s() argument %d must be %s, not %s"
                  .formatted(function, i + 1, type, Types.name(value)));
    }
  }
}
