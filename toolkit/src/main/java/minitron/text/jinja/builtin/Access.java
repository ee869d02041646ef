package minitron.text.jinja.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minitron.python.Tuple;
import minitron.text.jinja.value.Attributes;
import minitron.text.jinja.value.Boxes;
import minitron.text.jinja.value.Dicts;
import minitron.text.jinja.value.Function;
import minitron.text.jinja.value.Range;
import minitron.text.jinja.value.Types;
import minitron.text.jinja.value.Undefined;
import minitron.text.jinja.value.Values;

/** Attributes and items of values, as jinja2's sandbox looks them up. */
public final class Access {
  private Access() {}

  /**
   * {@code value.name}: an attribute, or else an item of that name.
   *
   * @return an undefined value if there is neither
   */
  public static Object attribute(Object value, String name) {
    defined(value);
    return Boxes.unboxed(
        own(value, name).or(() -> item(value, name)), () -> Lacking.of(value, name));
  }

  /** {@code value[key]}: an item, or else an attribute of that name. */
  public static Object get(Object value, Object key) {
    defined(value);
    Optional<Object> found = item(value, key);
    if (found.isEmpty() && key instanceof String name) {
      found = own(value, name);
    }
    return Boxes.unboxed(found, () -> Lacking.of(value, key));
  }

  private static void defined(Object value) {
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    }
  }

  private static Optional<Object> own(Object value, String name) {
    if (value instanceof Attributes attributes) {
      return attributes.attribute(name);
    }
    if (name.startsWith("__") && name.endsWith("__") && !(value instanceof Map)) {
      return Optional.of(Lacking.unsafe(value, name));
    }
    if (value instanceof String text) {
      return name.equals("format")
          ? Optional.of(
              (Function)
                  passed -> new StringFormat(Access::attribute, Access::get).format(text, passed))
          : TextMethods.of(text, name);
    }
    if (value instanceof Map<?, ?> dict) {
      return ContainerMethods.of(dict, name);
    }
    if (value instanceof List || value instanceof Tuple) {
      return ContainerMethods.of(value, name);
    }
    return Types.isNumber(value) ? NumberMethods.of(value, name) : Optional.empty();
  }

  private static Optional<Object> item(Object value, Object key) {
    if (value instanceof Map<?, ?> dict) {
      return Dicts.get(dict, key);
    }
    boolean place = Types.isWhole(key) || key instanceof Boolean;
    if (!place || !(isSequence(value) || value instanceof Range)) {
      return Optional.empty();
    }
    int size = Values.length(value).orElseThrow();
    long at = Types.whole(key).longValue();
    at += at < 0 ? size : 0;
    return at < 0 || at >= size ? Optional.empty() : Optional.of(at(value, (int) at));
  }

  private static boolean isSequence(Object value) {
    return value instanceof String || value instanceof List || value instanceof Tuple;
  }

  private static Object at(Object value, int at) {
    if (value instanceof String text) {
      return Character.toString(text.codePointAt(text.offsetByCodePoints(0, at)));
    }
    return Boxes.boxed(Values.sequence(value).orElseThrow().get(at));
  }

  /** {@code value[from:to:step]}; a bound that is None was not given. */
  public static Object slice(Object value, Object from, Object to, Object step) {
    defined(value);
    if (!isSequence(value) && !(value instanceof Range)) {
      throw Types.wrong(value, "'%s' object is not subscriptable");
    }
    List<Object> items = Values.list(value);
    long by = bound(step, 1);
    if (by == 0) {
      throw new IllegalArgumentException("slice step cannot be zero");
    }
    int size = items.size();
    long first =
        by > 0
            ? clamp(bound(from, 0), size, 0, size)
            : clamp(bound(from, size - 1), size, -1, size - 1);
    long last =
        to == null
            ? (by > 0 ? size : -1)
            : by > 0 ? clamp(bound(to, 0), size, 0, size) : clamp(bound(to, 0), size, -1, size - 1);
    List<Object> kept = new ArrayList<>();
    for (long i = first; by > 0 ? i < last : i > last; i += by) {
      kept.add(items.get((int) i));
    }
    return like(value, kept);
  }

  private static Object like(Object value, List<Object> items) {
    if (value instanceof String) {
      return String.join("", items.stream().map(Object::toString).toList());
    }
    return value instanceof Tuple ? new Tuple(items) : items;
  }

  private static long bound(Object bound, long otherwise) {
    if (bound == null) {
      return otherwise;
    }
    if (!Types.isWhole(bound) && !(bound instanceof Boolean)) {
      throw Types.wrong(bound, "slice indices must be integers or None, not %s");
    }
    return Math.max(-1_000_000_000, Math.min(1_000_000_000, Types.whole(bound).longValue()));
  }

  private static long clamp(long at, int size, long least, long most) {
    return Math.max(least, Math.min(most, at < 0 ? at + size : at));
  }
}
