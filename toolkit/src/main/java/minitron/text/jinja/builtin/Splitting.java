package minitron.text.jinja.builtin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minitron.python.PythonText;
import minitron.python.Tuple;
import minitron.text.jinja.value.Arguments.Bound;

/** Cuts strings into lists. */
final class Splitting {
  private static final Pattern LINE_END =
      Pattern.compile("\r\n|[\n\r\u000b\f\u001c\u001d\u001e\u0085\u2028\u2029]");

  private Splitting() {}

  static List<Object> split(String text, Bound passed, boolean fromRight) {
    long most = passed.whole(1, -1);
    long cuts = most < 0 ? Long.MAX_VALUE : most;
    if (!passed.given(0)) {
      return fromRight ? wordsFromRight(text, cuts) : words(text, cuts);
    }
    String between = passed.text(0);
    if (between.isEmpty()) {
      throw new IllegalArgumentException("empty separator");
    }
    return fromRight ? fromRight(text, between, cuts) : fromLeft(text, between, cuts);
  }

  private static List<Object> fromLeft(String text, String between, long cuts) {
    List<Object> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(between);
        at >= 0 && parts.size() < cuts;
        at = text.indexOf(between, from)) {
      parts.add(text.substring(from, at));
      from = at + between.length();
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static List<Object> fromRight(String text, String between, long cuts) {
    List<Object> parts = new ArrayList<>();
    int to = text.length();
    for (int at = text.lastIndexOf(between);
        at >= 0 && parts.size() < cuts;
        at = at == 0 ? -1 : text.substring(0, to).lastIndexOf(between)) {
      parts.add(text.substring(at + between.length(), to));
      to = at;
    }
    parts.add(text.substring(0, to));
    Collections.reverse(parts);
    return parts;
  }

  private static List<Object> words(String text, long cuts) {
    List<Object> parts = new ArrayList<>();
    String left = Texts.strip(text, null, true, false);
    while (!left.isEmpty()) {
      int end = 0;
      while (end < left.length() && !PythonText.isSpace(left.charAt(end))) {
        end++;
      }
      if (parts.size() >= cuts) {
        parts.add(left); // what is left keeps its white space
        return parts;
      }
      parts.add(left.substring(0, end));
      left = Texts.strip(left.substring(end), null, true, false);
    }
    return parts;
  }

  private static List<Object> wordsFromRight(String text, long cuts) {
    List<Object> parts = new ArrayList<>();
    String left = PythonText.stripEnd(text);
    while (!left.isEmpty() && parts.size() < cuts) {
      int begin = left.length();
      while (begin > 0 && !PythonText.isSpace(left.charAt(begin - 1))) {
        begin--;
      }
      parts.add(left.substring(begin));
      left = PythonText.stripEnd(left.substring(0, begin));
    }
    if (!left.isEmpty()) {
      parts.add(left);
    }
    Collections.reverse(parts);
    return parts;
  }

  static List<Object> lines(String text, boolean keepEnds) {
    List<Object> lines = new ArrayList<>();
    Matcher end = LINE_END.matcher(text);
    int from = 0;
    while (end.find()) {
      lines.add(text.substring(from, keepEnds ? end.end() : end.start()));
      from = end.end();
    }
    if (from < text.length()) {
      lines.add(text.substring(from));
    }
    return lines;
  }

  static Tuple partition(String text, String between, boolean last) {
    if (between.isEmpty()) {
      throw new IllegalArgumentException("empty separator");
    }
    int at = last ? text.lastIndexOf(between) : text.indexOf(between);
    if (at < 0) {
      return new Tuple(last ? List.of("", "", text) : List.of(text, "", ""));
    }
    return new Tuple(
        List.of(text.substring(0, at), between, text.substring(at + between.length())));
  }
}
