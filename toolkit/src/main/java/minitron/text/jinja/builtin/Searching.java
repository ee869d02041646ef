package minitron.text.jinja.builtin;

import java.util.List;
import minitron.python.PythonText;
import minitron.python.Tuple;
import minitron.text.jinja.value.Arguments.Bound;
import minitron.text.jinja.value.Types;

/** Where a text stands in another, counted in code points. */
final class Searching {
  private Searching() {}

  /** A bound of a slice as a place in it. */
  static int place(long bound, int size) {
    return (int) Math.max(0, Math.min(size, bound < 0 ? bound + size : bound));
  }

  private static int from(String text, Bound passed) {
    long from = passed.given(1) ? passed.whole(1, 0) : 0;
    int size = PythonText.length(text);
    return from > size ? -1 : place(from, size); // a start behind the end finds nothing
  }

  private static int to(String text, Bound passed) {
    int size = PythonText.length(text);
    return place(passed.given(2) ? passed.whole(2, size) : size, size);
  }

  static Object affix(String text, Bound passed, boolean prefix) {
    int from = from(text, passed);
    int to = to(text, passed);
    List<Object> all =
        passed.get(0) instanceof Tuple tuple ? tuple.items() : List.of(passed.text(0));
    if (from < 0 || from > to) {
      return false;
    }
    String part = Texts.part(text, from, to);
    return all.stream()
        .map(one -> one instanceof String affix ? affix : wrongAffix(one))
        .anyMatch(affix -> prefix ? part.startsWith(affix) : part.endsWith(affix));
  }

  private static String wrongAffix(Object one) {
    throw Types.wrong(one, "tuple for startswith must only contain str, not %s");
  }

  static long find(String text, Bound passed, boolean last) {
    String sub = passed.text(0);
    int from = from(text, passed);
    int to = to(text, passed);
    if (from < 0 || from > to) {
      return -1;
    }
    String part = Texts.part(text, from, to);
    int at = last ? part.lastIndexOf(sub) : part.indexOf(sub);
    return at < 0 ? -1 : from + part.codePointCount(0, at);
  }

  static long index(String text, Bound passed, boolean last) {
    long at = find(text, passed, last);
    if (at < 0) {
      throw new IllegalArgumentException("substring not found");
    }
    return at;
  }

  static long count(String text, Bound passed) {
    String sub = passed.text(0);
    int from = from(text, passed);
    int to = to(text, passed);
    if (from < 0 || from > to) {
      return 0;
    }
    String part = Texts.part(text, from, to);
    if (sub.isEmpty()) {
      return to - from + 1L;
    }
    long count = 0;
    for (int at = part.indexOf(sub); at >= 0; at = part.indexOf(sub, at + sub.length())) {
      count++;
    }
    return count;
  }
}
