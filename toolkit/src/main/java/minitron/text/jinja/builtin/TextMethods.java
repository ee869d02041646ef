package minitron.text.jinja.builtin;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minitron.python.PythonText;
import minitron.text.jinja.value.Arguments.Bound;
import minitron.text.jinja.value.Function;
import minitron.text.jinja.value.Types;
import minitron.text.jinja.value.Values;

/** Methods of strings. */
final class TextMethods {
  private static final Set<String> OUTSIDE =
      Set.of(
          "encode",
          "expandtabs",
          "format_map",
          "isidentifier",
          "isprintable",
          "maketrans",
          "translate");

  private static final Map<String, Method> METHODS = methods();

  private record Method(String signature, Body body) {}

  @FunctionalInterface
  private interface Body {
    Object of(String self, Bound passed);
  }

  private TextMethods() {}

  static Optional<Object> of(String self, String name) {
    if (OUTSIDE.contains(name)) {
      throw NumberMethods.outside("string", name);
    }
    return Optional.ofNullable(METHODS.get(name))
        .map(m -> (Function) passed -> m.body.of(self, passed.bind(name, m.signature)));
  }

  private static Map<String, Method> methods() {
    Map<String, Method> all = new HashMap<>();
    all.put("strip", new Method("chars?", (s, p) -> Texts.stripped(s, p, true, true)));
    all.put("lstrip", new Method("chars?", (s, p) -> Texts.stripped(s, p, true, false)));
    all.put("rstrip", new Method("chars?", (s, p) -> Texts.stripped(s, p, false, true)));
    all.put("split", new Method("sep? maxsplit?", (s, p) -> Splitting.split(s, p, false)));
    all.put("rsplit", new Method("sep? maxsplit?", (s, p) -> Splitting.split(s, p, true)));
    all.put("splitlines", new Method("keepends?", (s, p) -> Splitting.lines(s, p.truth(0))));
    all.put("partition", new Method("sep", (s, p) -> Splitting.partition(s, p.text(0), false)));
    all.put("rpartition", new Method("sep", (s, p) -> Splitting.partition(s, p.text(0), true)));
    all.put("startswith", new Method("prefix start? end?", (s, p) -> Searching.affix(s, p, true)));
    all.put("endswith", new Method("suffix start? end?", (s, p) -> Searching.affix(s, p, false)));
    all.put("removeprefix", new Method("prefix", (s, p) -> removed(s, p.text(0), true)));
    all.put("removesuffix", new Method("suffix", (s, p) -> removed(s, p.text(0), false)));
    all.put(
        "replace",
        new Method(
            "old new count?", (s, p) -> Texts.replace(s, p.text(0), p.text(1), p.whole(2, -1))));
    all.put("join", new Method("iterable", (s, p) -> join(s, p.get(0))));
    all.put("find", new Method("sub start? end?", (s, p) -> Searching.find(s, p, false)));
    all.put("rfind", new Method("sub start? end?", (s, p) -> Searching.find(s, p, true)));
    all.put("index", new Method("sub start? end?", (s, p) -> Searching.index(s, p, false)));
    all.put("rindex", new Method("sub start? end?", (s, p) -> Searching.index(s, p, true)));
    all.put("count", new Method("sub start? end?", (s, p) -> Searching.count(s, p)));
    all.put(
        "center", new Method("width fillchar?", (s, p) -> Texts.center(s, p.whole(0, 0), fill(p))));
    all.put(
        "ljust",
        new Method("width fillchar?", (s, p) -> s + Texts.fill(s, p.whole(0, 0), fill(p))));
    all.put(
        "rjust",
        new Method("width fillchar?", (s, p) -> Texts.fill(s, p.whole(0, 0), fill(p)) + s));
    all.put("zfill", new Method("width", (s, p) -> Texts.zeroFill(s, p.whole(0, 0))));
    cases(all);
    return all;
  }

  private static void cases(Map<String, Method> all) {
    all.put("lower", new Method("", (s, p) -> Cases.lower(s)));
    all.put("upper", new Method("", (s, p) -> Cases.upper(s)));
    all.put("title", new Method("", (s, p) -> Cases.title(s)));
    all.put("capitalize", new Method("", (s, p) -> PythonText.capitalize(s)));
    all.put("casefold", new Method("", (s, p) -> Cases.fold(s)));
    all.put("swapcase", new Method("", (s, p) -> Cases.swap(s)));
    all.put("islower", new Method("", (s, p) -> Cases.isLower(s)));
    all.put("isupper", new Method("", (s, p) -> Cases.isUpper(s)));
    all.put("istitle", new Method("", (s, p) -> Cases.isTitle(s)));
    all.put("isspace", new Method("", (s, p) -> !s.isEmpty() && PythonText.strip(s).isEmpty()));
    all.put("isascii", new Method("", (s, p) -> s.chars().allMatch(c -> c < 128)));
    all.put("isalpha", new Method("", (s, p) -> all(s, Character::isLetter)));
    all.put("isalnum", new Method("", (s, p) -> all(s, Texts::isAlphanumeric)));
    all.put("isdecimal", new Method("", (s, p) -> all(s, c -> Texts.numeric(c) == 1)));
    all.put(
        "isdigit",
        new Method("", (s, p) -> all(s, c -> Texts.numeric(c) == 1 || Texts.numeric(c) == 2)));
    all.put("isnumeric", new Method("", (s, p) -> all(s, c -> Texts.numeric(c) > 0)));
  }

  private static boolean all(String text, java.util.function.IntPredicate kind) {
    return !text.isEmpty() && text.codePoints().allMatch(kind);
  }

  private static String fill(Bound passed) {
    return passed.text(1, " ");
  }

  private static String removed(String text, String affix, boolean prefix) {
    if (prefix) {
      return text.startsWith(affix) ? text.substring(affix.length()) : text;
    }
    return text.endsWith(affix) ? text.substring(0, text.length() - affix.length()) : text;
  }

  private static String join(String between, Object items) {
    if (!Values.isIterable(items)) {
      throw Types.wrong(items, "can only join an iterable");
    }
    var text = new StringBuilder();
    int n = 0;
    for (Object item : Values.list(items)) {
      if (!(item instanceof String part)) {
        throw Types.wrong(item, "sequence item " + n + ": expected str instance, %s found");
      }
      text.append(n++ == 0 ? "" : between).append(part);
    }
    return text.toString();
  }
}
