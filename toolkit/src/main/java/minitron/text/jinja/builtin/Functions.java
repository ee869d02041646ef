package minitron.text.jinja.builtin;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import minitron.text.jinja.value.Arguments;
import minitron.text.jinja.value.Dicts;
import minitron.text.jinja.value.Function;
import minitron.text.jinja.value.Namespace;
import minitron.text.jinja.value.Range;
import minitron.text.jinja.value.Values;

/** Functions that a template has without being given them. */
public final class Functions {
  private static final List<String> OUTSIDE = List.of("cycler", "joiner", "lipsum");

  private Functions() {}

  /**
   * All of them, by name.
   *
   * @param now the local time
   */
  public static Map<String, Object> all(Supplier<LocalDateTime> now) {
    Map<String, Object> all = new HashMap<>();
    put(all, "range", Functions::range);
    put(all, "dict", Functions::dict);
    put(all, "namespace", passed -> new Namespace(names(dict(passed))));
    put(all, "raise_exception", Functions::raise);
    put(all, "strftime_now", p -> Strftime.of(now.get(), p.bind("strftime_now", "format").text(0)));
    OUTSIDE.forEach(name -> put(all, name, passed -> outside(name)));
    return all;
  }

  private static void put(Map<String, Object> all, String name, Function function) {
    all.put(name, function);
  }

  private static Object outside(String name) {
    throw new IllegalArgumentException(
        "the function '" + name + "' is not known here; chat templates do without it");
  }

  private static Object raise(Arguments passed) {
    throw new IllegalArgumentException(
        Values.str(passed.bind("raise_exception", "message").get(0)));
  }

  private static Object range(Arguments passed) {
    Arguments.Bound bound = passed.bind("range", "start stop? step?");
    return bound.has(1)
        ? new Range(bound.whole(0, 0), bound.whole(1, 0), bound.whole(2, 1))
        : new Range(0, bound.whole(0, 0), 1);
  }

  private static Map<Object, Object> dict(Arguments passed) {
    Map<Object, Object> dict = new LinkedHashMap<>();
    Arguments.Bound from = new Arguments(passed.positional(), Map.of()).bind("dict", "mapping?");
    if (from.has(0)) {
      if (from.get(0) instanceof Map<?, ?> other) {
        dict.putAll(other);
      } else {
        Values.iterate(from.get(0)).forEachRemaining(pair -> putPair(dict, pair));
      }
    }
    dict.putAll(passed.named());
    return dict;
  }

  private static void putPair(Map<Object, Object> dict, Object pair) {
    List<Object> both = Values.list(pair);
    if (both.size() != 2) {
      throw new IllegalArgumentException(
          "dictionary update sequence element has length %d; 2 is required".formatted(both.size()));
    }
    Dicts.put(dict, both.get(0), both.get(1));
  }

  private static Map<String, Object> names(Map<Object, Object> dict) {
    Map<String, Object> names = new LinkedHashMap<>();
    dict.forEach((name, value) -> names.put(Values.str(name), value));
    return names;
  }
}
