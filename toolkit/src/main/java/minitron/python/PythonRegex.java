package minitron.python;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions as Python's {@code re} reads them, for texts and not for bytes, made into
 * Java's: {@code \w}, {@code \s}, {@code \d} and {@code \b} are Unicode's in Python's sense, {@code
 * .} and {@code $} know no line break but {@code \n}, and letters are equal in Unicode's simple
 * case folding.
 *
 * <p>What Python alone has, such as {@code (?(1)a|b)}, is refused, and so is what Java alone has.
 */
public final class PythonRegex {
  /** {@code re.IGNORECASE}, in the form of Java's flags. */
  public static final int IGNORECASE = Pattern.CASE_INSENSITIVE;

  /** {@code re.MULTILINE}. */
  public static final int MULTILINE = Pattern.MULTILINE;

  private static final String LINE_START = "(?:^|(?<=\\n))"; // Java has none behind the last \n

  /** Letters that Python takes for the same in another case, and Java does not. */
  private static final List<String> SAME =
      List.of("\u00DF\u1E9E", "\u0390\u1FD3", "\u03B0\u1FE3", "\uFB05\uFB06");

  private final String source;
  private final int flags;
  private final StringBuilder translated = new StringBuilder();
  private int at;

  private PythonRegex(String source, int flags) {
    this.source = source;
    this.flags = flags;
  }

  /** {@code re.compile(regex)}. */
  public static Pattern compile(String regex) {
    return compile(regex, 0);
  }

  /**
   * {@code re.compile(regex, flags)}.
   *
   * @param flags a sum of {@link #IGNORECASE} and {@link #MULTILINE}, or 0
   * @throws IllegalArgumentException for what is no regular expression of Python's
   */
  public static Pattern compile(String regex, int flags) {
    var translation = new PythonRegex(regex, flags);
    try {
      return Pattern.compile(
          translation.translate(), flags | Pattern.UNICODE_CASE | Pattern.UNIX_LINES);
    } catch (PatternSyntaxException e) {
      throw translation.wrong(e.getDescription().toLowerCase(Locale.ROOT));
    }
  }

  private IllegalArgumentException wrong(String what) {
    return RegexEscape.wrong(source, what);
  }

  private String translate() {
    while (at < source.length()) {
      char c = source.charAt(at++);
      switch (c) {
        case '\\' -> escape(false);
        case '[' -> set();
        case '(' -> group();
        case '{' -> brace();
        case '^' -> translated.append(has(MULTILINE) ? LINE_START : "^");
        default -> translated.append(has(IGNORECASE) ? same(c) : String.valueOf(c));
      }
    }
    return translated.toString();
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }

  private static String same(char c) {
    return SAME.stream()
        .filter(letters -> letters.indexOf(c) >= 0)
        .findFirst()
        .map(letters -> "[" + letters + "]")
        .orElse(String.valueOf(c));
  }

  private void escape(boolean inSet) {
    var escape = new RegexEscape(source, at, inSet);
    translated.append(escape.translate());
    at = escape.end();
  }

  /** A set: brackets and ampersands in it are plain characters, which in Java they are not. */
  private void set() {
    translated.append('[');
    if (at < source.length() && source.charAt(at) == '^') {
      translated.append('^');
      at++;
    }
    boolean first = true;
    while (first || at >= source.length() || source.charAt(at) != ']') {
      if (at >= source.length()) {
        throw wrong("a set is not closed");
      }
      char c = source.charAt(at++);
      if (c == '\\') {
        escape(true);
      } else {
        translated.append("[]&^".indexOf(c) >= 0 ? "\\" + c : String.valueOf(c));
      }
      first = false;
    }
    translated.append(']');
    at++;
  }

  /** Groups with a name are written in another way; all other kinds are Java's too. */
  private void group() {
    translated.append('(');
    if (source.startsWith("?P<", at)) {
      translated.append("?<");
      at += 3;
    } else if (source.startsWith("?P=", at)) {
      int end = source.indexOf(')', at);
      if (end < 0) {
        throw wrong("a group is not closed");
      }
      translated.append("?:\\k<").append(source, at + 3, end).append('>');
      at = end;
    }
  }

  /** A brace that counts nothing is a plain character. */
  private void brace() {
    int end = source.indexOf('}', at);
    String count = end < 0 ? "" : source.substring(at, end);
    if (!count.matches("[0-9]+(,[0-9]*)?|,[0-9]*")) {
      translated.append("\\{");
      return;
    }
    translated.append('{').append(count.startsWith(",") ? "0" : "").append(count).append('}');
    at = end + 1;
  }
}
