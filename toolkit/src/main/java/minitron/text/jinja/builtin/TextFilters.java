package minitron.text.jinja.builtin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import minitron.python.JsonDumps;
import minitron.python.PythonText;
import minitron.python.Tuple;
import minitron.text.jinja.value.Arguments;
import minitron.text.jinja.value.Types;
import minitron.text.jinja.value.Values;

/** Filters of texts. */
final class TextFilters {
  private static final Pattern WORD_BEGINS =
      Pattern.compile("[-\\s\\u0085\\p{Z}\\x1c-\\x1f({\\[<]+");

  private TextFilters() {}

  static Map<String, Filter> all() {
    Map<String, Filter> all = new HashMap<>();
    all.put("upper", simple("upper", Cases::upper));
    all.put("lower", simple("lower", Cases::lower));
    all.put("capitalize", simple("capitalize", PythonText::capitalize));
    all.put("title", simple("title", TextFilters::title));
    all.put("string", simple("string", text -> text));
    all.put("safe", simple("safe", text -> text));
    all.put("trim", (v, p, l) -> trim(Values.str(v), p.bind("trim", "chars?")));
    all.put("replace", (v, p, l) -> replace(Values.str(v), p.bind("replace", "old new count?")));
    all.put(
        "center",
        (v, p, l) -> Texts.center(Values.str(v), p.bind("center", "width?").whole(0, 80), " "));
    all.put("indent", (v, p, l) -> indent(v, p.bind("indent", "width? first? blank?")));
    all.put(
        "truncate",
        (v, p, l) -> truncate(v, p.bind("truncate", "length? killwords? end? leeway?")));
    all.put("wordcount", (v, p, l) -> wordCount(Values.str(v)));
    all.put(
        "format",
        (v, p, l) ->
            PercentFormat.of(
                Values.str(v), p.named().isEmpty() ? new Tuple(p.positional()) : named(p)));
    all.put(
        "tojson",
        (v, p, l) -> json(v, p.bind("tojson", "ensure_ascii? indent? separators? sort_keys?")));
    return all;
  }

  private static Filter simple(String name, java.util.function.UnaryOperator<String> change) {
    return (value, passed, library) -> {
      passed.bind(name, "");
      return change.apply(Values.str(value));
    };
  }

  private static Object named(Arguments passed) {
    if (!passed.positional().isEmpty()) {
      throw new IllegalArgumentException(
          "can't handle positional and keyword arguments at the same time");
    }
    return passed.named();
  }

  private static String title(String text) {
    var out = new StringBuilder();
    Matcher begin = WORD_BEGINS.matcher(text);
    int from = 0;
    while (begin.find()) {
      out.append(word(text.substring(from, begin.start()))).append(begin.group());
      from = begin.end();
    }
    return out.append(word(text.substring(from))).toString();
  }

  private static String word(String word) {
    if (word.isEmpty()) {
      return word;
    }
    int second = word.offsetByCodePoints(0, 1);
    return Cases.upper(word.substring(0, second)) + Cases.lower(word.substring(second));
  }

  private static String trim(String text, Arguments.Bound passed) {
    return Texts.stripped(text, passed, true, true);
  }

  private static String replace(String text, Arguments.Bound passed) {
    long count = passed.given(2) ? passed.whole(2, -1) : -1;
    return Texts.replace(text, Values.str(passed.get(0)), Values.str(passed.get(1)), count);
  }

  private static String string(Object value, String filter) {
    if (value instanceof String text) {
      return text;
    }
    throw Types.wrong(value, filter + " is a filter of texts, not of %s");
  }

  private static String indent(Object value, Arguments.Bound passed) {
    String by =
        passed.get(0) instanceof String text
            ? text
            : " ".repeat((int) Math.max(0, Math.min(1000, passed.whole(0, 4))));
    List<Object> lines = Splitting.lines(string(value, "indent") + "\n", false);
    String joined =
        lines.stream()
            .skip(1)
            .map(line -> "\n" + (passed.truth(2) || !line.equals("") ? by : "") + line)
            .collect(Collectors.joining("", (String) lines.get(0), ""));
    return passed.truth(1) ? by + joined : joined;
  }

  private static Object truncate(Object value, Arguments.Bound passed) {
    String end = passed.text(2, "...");
    long length = passed.whole(0, 255);
    long leeway = passed.given(3) ? passed.whole(3, 5) : 5;
    if (length < PythonText.length(end) || leeway < 0) {
      throw new IllegalArgumentException(
          "expected length >= %d and leeway >= 0, got %d and %d"
              .formatted(PythonText.length(end), length, leeway));
    }
    if (NumberFilters.length(value) <= length + leeway) {
      return value; // a list too
    }
    String text = string(value, "truncate");
    String kept = Texts.part(text, 0, (int) length - PythonText.length(end));
    int blank = kept.lastIndexOf(' ');
    return (passed.truth(1) || blank < 0 ? kept : kept.substring(0, blank)) + end;
  }

  private static long wordCount(String text) {
    long words = 0;
    boolean inside = false;
    for (int point : text.codePoints().toArray()) {
      boolean word = point == '_' || Texts.isAlphanumeric(point);
      words += word && !inside ? 1 : 0;
      inside = word;
    }
    return words;
  }

  private static String json(Object value, Arguments.Bound passed) {
    boolean ascii = passed.truth(0);
    String indent = null;
    if (passed.given(1)) {
      indent =
          passed.get(1) instanceof String text
              ? text
              : " ".repeat((int) Math.max(0, Math.min(1000, passed.whole(1, 0))));
    }
    String between = indent == null ? ", " : ",";
    String colon = ": ";
    if (passed.given(2)) {
      List<Object> both = Values.list(passed.get(2));
      if (both.size() != 2
          || !(both.get(0) instanceof String)
          || !(both.get(1) instanceof String)) {
        throw new IllegalArgumentException("tojson's separators must be two texts");
      }
      between = (String) both.get(0);
      colon = (String) both.get(1);
    }
    return new JsonDumps(ascii, indent, between, colon, passed.truth(3)).of(value);
  }
}
