package minitron.text.jinja.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minitron.python.PythonRepr;
import minitron.python.PythonText;
import minitron.python.PythonValues;
import minitron.python.Tuple;

/** What all values have: a text, a truth, and some of them items. */
public final class Values {
  private Values() {}

  /** {@code str(value)}. */
  public static String str(Object value) {
    if (value instanceof String text) {
      return text;
    }
    return value instanceof Undefined ? "" : repr(value);
  }

  /**
   * {@code repr(value)}.
   *
   * @throws IllegalArgumentException for what Python prints with its place in memory
   */
  public static String repr(Object value) {
    if (value instanceof Printed printed) {
      return printed.repr();
    }
    if (value instanceof List<?> list) {
      return "[" + items(list) + "]";
    }
    if (value instanceof Tuple tuple) {
      return "(" + items(tuple.items()) + (tuple.items().size() == 1 ? ",)" : ")");
    }
    if (value instanceof Map<?, ?> dict) {
      return dict.entrySet().stream()
          .map(entry -> repr(entry.getKey()) + ": " + repr(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof View view) {
      return view.type() + "(" + repr(view.items()) + ")";
    }
    if (value != null && !(value instanceof String) && !Types.isNumber(value)) {
      throw new IllegalArgumentException(
          "A %s is printed, and what is printed of it is never the same; make a list of it, or call it."
              .formatted(Types.name(value)));
    }
    return PythonRepr.repr(value);
  }

  private static String items(List<?> items) {
    return items.stream().map(Values::repr).collect(Collectors.joining(", "));
  }

  /** {@code bool(value)}. */
  public static boolean isTrue(Object value) {
    if (value instanceof Undefined) {
      return false;
    }
    if (value instanceof View view) {
      return !view.items().isEmpty();
    }
    return value instanceof Range range ? range.size() > 0 : PythonValues.isTrue(value);
  }

  /** {@code len(value)}; empty if it has none. */
  public static Optional<Integer> length(Object value) {
    if (value instanceof String text) {
      return Optional.of(PythonText.length(text));
    }
    if (value instanceof Map<?, ?> dict) {
      return Optional.of(dict.size());
    }
    return sequence(value).map(List::size);
  }

  /** The items of what has them in a row, at once. */
  public static Optional<List<Object>> sequence(Object value) {
    if (value instanceof List<?> list) {
      return Optional.of(Collections.unmodifiableList(list));
    }
    if (value instanceof Tuple tuple) {
      return Optional.of(tuple.items());
    }
    if (value instanceof View view) {
      return Optional.of(view.items());
    }
    if (value instanceof Range range) {
      return Optional.of(
          IntStream.range(0, range.size()).mapToObj(i -> (Object) range.get(i)).toList());
    }
    return value instanceof Undefined ? Optional.of(List.of()) : Optional.empty();
  }

  /**
   * {@code iter(value)}: a string gives its characters, a dict its keys.
   *
   * @throws IllegalArgumentException if it has no items
   */
  public static Iterator<Object> iterate(Object value) {
    if (value instanceof Generator generator) {
      return generator.items();
    }
    if (value instanceof String text) {
      return text.codePoints().mapToObj(point -> (Object) Character.toString(point)).iterator();
    }
    if (value instanceof Map<?, ?> dict) {
      return new ArrayList<Object>(dict.keySet()).iterator();
    }
    return sequence(value)
        .orElseThrow(() -> Types.wrong(value, "'%s' object is not iterable"))
        .iterator();
  }

  /** Whether it has items. */
  public static boolean isIterable(Object value) {
    return value instanceof Generator
        || value instanceof String
        || value instanceof Map
        || sequence(value).isPresent();
  }

  /** {@code list(value)}. */
  public static List<Object> list(Object value) {
    List<Object> all = new ArrayList<>();
    iterate(value).forEachRemaining(all::add);
    return all;
  }

  /** {@code item in value}. */
  public static boolean contains(Object value, Object item) {
    if (value instanceof String text) {
      if (item instanceof String part) {
        return text.contains(part);
      }
      throw Types.wrong(item, "'in <string>' requires string as left operand, not %s");
    }
    if (value instanceof Map<?, ?> dict) {
      return Dicts.has(dict, item);
    }
    if (!isIterable(value)) {
      throw Types.wrong(value, "argument of type '%s' is not iterable");
    }
    Iterator<Object> items = iterate(value);
    while (items.hasNext()) {
      if (PythonValues.equal(items.next(), item)) {
        return true;
      }
    }
    return false;
  }
}
