package minitron.text.jinja.builtin;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import minitron.text.jinja.value.Arguments;

/** The filters and tests of Jinja2 as far as chat templates need them. */
public final class Builtins implements Library {
  /** These would need HTML, chance or what cannot be told exactly. */
  private static final Set<String> OUTSIDE =
      Set.of(
          "e",
          "escape",
          "filesizeformat",
          "forceescape",
          "groupby",
          "pprint",
          "random",
          "striptags",
          "urlencode",
          "urlize",
          "wordwrap",
          "xmlattr");

  private final Map<String, Filter> filters = new HashMap<>();

  /** All of them. */
  public Builtins() {
    filters.putAll(TextFilters.all());
    filters.putAll(NumberFilters.all());
    filters.putAll(ListFilters.all());
    filters.putAll(SelectFilters.all());
  }

  @Override
  public Set<String> filters() {
    Set<String> all = new HashSet<>(filters.keySet());
    all.addAll(OUTSIDE);
    return all;
  }

  @Override
  public Set<String> tests() {
    return Tests.NAMES;
  }

  @Override
  public Object filter(String name, Object value, Arguments passed) {
    Filter filter = filters.get(name);
    if (filter == null) {
      throw new IllegalArgumentException(
          OUTSIDE.contains(name)
              ? "the filter '" + name + "' is not known here; chat templates do without it"
              : "No filter named '" + name + "'.");
    }
    return filter.apply(value, passed, this);
  }

  @Override
  public boolean test(String name, Object value, Arguments passed) {
    return switch (name) {
      case "filter" -> value instanceof String filter && filters().contains(filter);
      case "test" -> value instanceof String test && tests().contains(test);
      default -> Tests.of(name, value, passed);
    };
  }
}
