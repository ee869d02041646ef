package minitron.text.jinja.builtin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import minitron.python.PythonValues;
import minitron.text.jinja.value.Arguments.Bound;
import minitron.text.jinja.value.Comparison;
import minitron.text.jinja.value.Dicts;
import minitron.text.jinja.value.Generator;
import minitron.text.jinja.value.Types;
import minitron.text.jinja.value.Undefined;
import minitron.text.jinja.value.Values;
import minitron.text.jinja.value.View;

/** Filters of what has items. */
final class ListFilters {
  private ListFilters() {}

  static Map<String, Filter> all() {
    Map<String, Filter> all = new HashMap<>();
    all.put("default", (v, p, l) -> orDefault(v, p.bind("default", "default_value? boolean?")));
    all.put("d", all.get("default"));
    all.put("length", (v, p, l) -> NumberFilters.length(v));
    all.put("count", all.get("length"));
    all.put("list", (v, p, l) -> Values.list(v));
    all.put("items", (v, p, l) -> items(v));
    all.put("first", (v, p, l) -> first(Values.iterate(v), "No first item, sequence was empty."));
    all.put("last", (v, p, l) -> last(v));
    all.put("reverse", (v, p, l) -> reverse(v));
    all.put("join", (v, p, l) -> join(v, p.bind("join", "d? attribute?")));
    all.put("sum", (v, p, l) -> sum(v, p.bind("sum", "attribute? start?")));
    all.put("batch", (v, p, l) -> batch(Values.list(v), p.bind("batch", "linecount fill_with?")));
    all.put("slice", (v, p, l) -> slice(Values.list(v), p.bind("slice", "slices fill_with?")));
    all.put("sort", (v, p, l) -> sort(v, p.bind("sort", "reverse? case_sensitive? attribute?")));
    all.put(
        "dictsort", (v, p, l) -> dictSort(v, p.bind("dictsort", "case_sensitive? by? reverse?")));
    all.put("unique", (v, p, l) -> unique(v, p.bind("unique", "case_sensitive? attribute?")));
    all.put("min", (v, p, l) -> extreme(v, p.bind("min", "case_sensitive? attribute?"), "<"));
    all.put("max", (v, p, l) -> extreme(v, p.bind("max", "case_sensitive? attribute?"), ">"));
    return all;
  }

  private static Object orDefault(Object value, Bound passed) {
    boolean missing = value instanceof Undefined || (passed.truth(1) && !Values.isTrue(value));
    return !missing ? value : passed.has(0) ? passed.get(0) : "";
  }

  private static Object items(Object value) {
    if (value instanceof Undefined) {
      return new Generator(Collections.emptyIterator());
    }
    if (value instanceof Map<?, ?> dict) {
      return new Generator(View.items(dict).items().iterator());
    }
    throw new IllegalArgumentException("Can only get item pairs from a mapping.");
  }

  private static Object first(Iterator<Object> items, String otherwise) {
    return items.hasNext() ? items.next() : new Undefined(otherwise);
  }

  private static Object last(Object value) {
    if (value instanceof Generator || !Values.isIterable(value)) {
      throw Types.wrong(value, "'%s' object is not reversible");
    }
    List<Object> all = Values.list(value);
    Collections.reverse(all);
    return first(all.iterator(), "No last item, sequence was empty.");
  }

  private static Object reverse(Object value) {
    List<Object> all = Values.list(value);
    Collections.reverse(all);
    if (value instanceof String) {
      return String.join("", all.stream().map(Object::toString).toList());
    }
    return value instanceof Generator ? all : new Generator(all.iterator());
  }

  private static String join(Object value, Bound passed) {
    var text = new StringBuilder();
    String between = passed.has(0) ? Values.str(passed.get(0)) : "";
    Keys keys = Keys.of(passed.get(1), true);
    Iterator<Object> items = Values.iterate(value);
    while (items.hasNext()) {
      text.append(Values.str(keys.of(items.next()))).append(items.hasNext() ? between : "");
    }
    return text.toString();
  }

  private static Object sum(Object value, Bound passed) {
    Keys keys = Keys.of(passed.get(0), true);
    List<Object> all = new ArrayList<>();
    Values.iterate(value).forEachRemaining(item -> all.add(keys.of(item)));
    return NumberFilters.sum(all, passed.has(1) ? passed.get(1) : (Object) 0L);
  }

  private static Object batch(List<Object> all, Bound passed) {
    int size = (int) Math.max(1, Math.min(Integer.MAX_VALUE, passed.whole(0, 1)));
    List<Object> batches = new ArrayList<>();
    for (int i = 0; i < all.size(); i += size) {
      List<Object> batch = new ArrayList<>(all.subList(i, Math.min(all.size(), i + size)));
      while (passed.given(1) && batch.size() < size) {
        batch.add(passed.get(1));
      }
      batches.add(batch);
    }
    return new Generator(batches.iterator());
  }

  private static Object slice(List<Object> all, Bound passed) {
    int slices = (int) Math.min(Integer.MAX_VALUE, passed.whole(0, 1));
    if (slices == 0) {
      throw new IllegalArgumentException("integer division or modulo by zero");
    }
    List<Object> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < slices; i++) {
      int to = from + all.size() / slices + (i < all.size() % slices ? 1 : 0);
      List<Object> part = new ArrayList<>(all.subList(from, to));
      if (passed.given(1) && i >= all.size() % slices) {
        part.add(passed.get(1));
      }
      parts.add(part);
      from = to;
    }
    return new Generator(parts.iterator());
  }

  private static Object sort(Object value, Bound passed) {
    List<Keys> keys = Keys.several(passed.get(2), passed.truth(1));
    Comparator<Object> order = Comparison.ascending();
    return sorted(
        Values.list(value),
        (a, b) -> order.compare(Keys.all(keys, a), Keys.all(keys, b)),
        passed.truth(0));
  }

  /** Sorted; equal ones keep their order, in reverse too. */
  private static List<Object> sorted(List<Object> all, Comparator<Object> order, boolean reverse) {
    all.sort(reverse ? order.reversed() : order);
    return all;
  }

  private static Object dictSort(Object value, Bound passed) {
    if (!(value instanceof Map<?, ?> dict)) {
      throw Types.wrong(value, "'%s' object has no attribute 'items'");
    }
    String by = passed.text(1, "key");
    if (!by.equals("key") && !by.equals("value")) {
      throw new IllegalArgumentException("You can only sort by either \"key\" or \"value\"");
    }
    Keys keys = Keys.of(by.equals("key") ? 0L : 1L, passed.truth(0));
    Comparator<Object> order = Comparison.ascending();
    return sorted(
        new ArrayList<>(View.items(dict).items()),
        (a, b) -> order.compare(keys.of(a), keys.of(b)),
        passed.truth(2));
  }

  private static Object unique(Object value, Bound passed) {
    Keys keys = Keys.of(passed.get(1), passed.truth(0));
    List<Object> seen = new ArrayList<>();
    List<Object> kept = new ArrayList<>();
    for (Object item : Values.list(value)) {
      Object key = Dicts.hashed(keys.of(item));
      if (seen.stream().noneMatch(other -> PythonValues.equal(other, key))) {
        seen.add(key);
        kept.add(item);
      }
    }
    return new Generator(kept.iterator());
  }

  private static Object extreme(Object value, Bound passed, String sign) {
    List<Object> all = Values.list(value);
    if (all.isEmpty()) {
      return new Undefined("No aggregated item, sequence was empty.");
    }
    Keys keys = Keys.of(passed.get(1), passed.truth(0));
    Object best = all.get(0);
    for (Object item : all.subList(1, all.size())) {
      if (Comparison.holds(sign, keys.of(item), keys.of(best))) {
        best = item;
      }
    }
    return best;
  }
}
