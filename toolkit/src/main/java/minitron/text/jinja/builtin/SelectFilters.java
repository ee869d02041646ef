package minitron.text.jinja.builtin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import minitron.text.jinja.value.Arguments;
import minitron.text.jinja.value.Generator;
import minitron.text.jinja.value.Values;

/** Filters that put every item through a filter or a test, when it is asked for. */
final class SelectFilters {
  private SelectFilters() {}

  static Map<String, Filter> all() {
    Map<String, Filter> all = new HashMap<>();
    all.put("map", SelectFilters::map);
    all.put("select", (v, p, l) -> selected(v, p, l, false, true));
    all.put("reject", (v, p, l) -> selected(v, p, l, false, false));
    all.put("selectattr", (v, p, l) -> selected(v, p, l, true, true));
    all.put("rejectattr", (v, p, l) -> selected(v, p, l, true, false));
    all.put("attr", (v, p, l) -> Access.attribute(v, p.bind("attr", "name").text(0)));
    return all;
  }

  private static Iterator<Object> items(Object value) {
    boolean none = !(value instanceof Generator) && !Values.isTrue(value);
    return none ? Collections.emptyIterator() : Values.iterate(value);
  }

  private static Object map(Object value, Arguments passed, Library library) {
    UnaryOperator<Object> change = change(passed, library);
    Iterator<Object> items = items(value);
    return new Generator(
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return items.hasNext();
          }

          @Override
          public Object next() {
            return change.apply(items.next());
          }
        });
  }

  private static UnaryOperator<Object> change(Arguments passed, Library library) {
    if (passed.positional().isEmpty() && passed.named().containsKey("attribute")) {
      Map<String, Object> named = new LinkedHashMap<>(passed.named());
      Keys keys = Keys.of(named.remove("attribute"), true).or(named.remove("default"));
      if (!named.isEmpty()) {
        throw new IllegalArgumentException(
            "Unexpected keyword argument '" + named.keySet().iterator().next() + "'");
      }
      return keys::of;
    }
    if (passed.positional().isEmpty() || !(passed.positional().get(0) instanceof String name)) {
      throw new IllegalArgumentException("map requires a filter argument");
    }
    Arguments rest = passed.rest(1);
    return item -> library.filter(name, item, rest);
  }

  private static Object selected(
      Object value, Arguments passed, Library library, boolean attribute, boolean kept) {
    Predicate<Object> test = test(passed, library, attribute);
    Iterator<Object> items = items(value);
    return new Generator(
        new Iterator<>() {
          private final List<Object> next = new ArrayList<>();

          @Override
          public boolean hasNext() {
            while (next.isEmpty() && items.hasNext()) {
              Object item = items.next();
              if (test.test(item) == kept) {
                next.add(item);
              }
            }
            return !next.isEmpty();
          }

          @Override
          public Object next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            return next.remove(0);
          }
        });
  }

  private static Predicate<Object> test(Arguments passed, Library library, boolean attribute) {
    if (attribute && passed.positional().isEmpty()) {
      throw new IllegalArgumentException("Missing parameter for attribute name");
    }
    Keys keys = Keys.of(attribute ? passed.positional().get(0) : null, true);
    int at = attribute ? 1 : 0;
    if (passed.positional().size() <= at) {
      return item -> Values.isTrue(keys.of(item));
    }
    String name = Values.str(passed.positional().get(at));
    Arguments rest = passed.rest(at + 1);
    return item -> library.test(name, keys.of(item), rest);
  }
}
