package minitron.text.jinja.builtin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minitron.python.PythonValues;
import minitron.text.jinja.value.Arguments;
import minitron.text.jinja.value.Boxes;
import minitron.text.jinja.value.Dicts;
import minitron.text.jinja.value.Function;
import minitron.text.jinja.value.Types;
import minitron.text.jinja.value.Values;
import minitron.text.jinja.value.View;

/** Methods of lists, tuples and dicts; those that would change one are refused. */
final class ContainerMethods {
  private static final Set<String> CHANGE_LIST =
      Set.of("append", "clear", "extend", "insert", "pop", "remove", "reverse", "sort");
  private static final Set<String> CHANGE_DICT =
      Set.of("clear", "pop", "popitem", "setdefault", "update");

  private ContainerMethods() {}

  static Optional<Object> of(Map<?, ?> dict, String name) {
    if (CHANGE_DICT.contains(name)) {
      return Optional.of(Lacking.unsafe(dict, name));
    }
    return switch (name) {
      case "get" -> method(passed -> get(dict, passed));
      case "keys" -> method(passed -> none(passed, name, View.keys(dict)));
      case "values" -> method(passed -> none(passed, name, View.values(dict)));
      case "items" -> method(passed -> none(passed, name, View.items(dict)));
      case "copy" -> method(passed -> none(passed, name, new LinkedHashMap<>(dict)));
      case "fromkeys" -> throw NumberMethods.outside("dict", name);
      default -> Optional.empty();
    };
  }

  private static Optional<Object> method(Function function) {
    return Optional.of(function);
  }

  private static Object none(Arguments passed, String name, Object result) {
    passed.bind(name, "");
    return result;
  }

  private static Object get(Map<?, ?> dict, Arguments passed) {
    Arguments.Bound bound = passed.bind("get", "key default?");
    return Boxes.unboxed(Dicts.get(dict, Dicts.hashed(bound.get(0))), () -> bound.get(1));
  }

  /** Of a list or tuple. */
  static Optional<Object> of(Object sequence, String name) {
    if (sequence instanceof List && CHANGE_LIST.contains(name)) {
      return Optional.of(Lacking.unsafe(sequence, name));
    }
    return switch (name) {
      case "count" -> method(passed -> count(sequence, passed.bind("count", "value").get(0)));
      case "index" -> method(passed -> index(sequence, passed));
      case "copy" ->
          sequence instanceof List
              ? method(passed -> none(passed, name, Values.list(sequence)))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Object count(Object sequence, Object value) {
    return Values.list(sequence).stream().filter(item -> PythonValues.equal(item, value)).count();
  }

  private static Object index(Object sequence, Arguments passed) {
    Arguments.Bound bound = passed.bind("index", "value start? stop?");
    List<Object> all = Values.list(sequence);
    int from = Searching.place(bound.whole(1, 0), all.size());
    int to = Searching.place(bound.whole(2, all.size()), all.size());
    for (int i = from; i < to; i++) {
      if (PythonValues.equal(all.get(i), bound.get(0))) {
        return (long) i;
      }
    }
    throw new IllegalArgumentException(
        Values.repr(bound.get(0)) + " is not in " + Types.name(sequence));
  }
}
