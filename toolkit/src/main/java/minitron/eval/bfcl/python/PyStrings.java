package minitron.eval.bfcl.python;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minitron.python.Bytes;

/** String literals: where they end and what they hold. */
final class PyStrings {
  private static final Pattern START =
      Pattern.compile("(?i)(|r|u|b|f|br|rb|fr|rf)('''|\"\"\"|'|\")");
  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\(?:(\n)|([\\\\'\"])|([abfnrtv])|([0-7]{1,3})|x([0-9a-fA-F]{2})"
              + "|(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})|N\\{([^}]+)\\}|(.))",
          Pattern.DOTALL);

  private PyStrings() {}

  /** The prefix and the quotes of the literal that begins at a place, if one does. */
  private static Matcher start(String text, int at) {
    Matcher start = START.matcher(text).region(at, text.length());
    return start.lookingAt() ? start : null;
  }

  static boolean begins(String text, int at) {
    return start(text, at) != null;
  }

  /** Where the literal that begins at a place ends. */
  static int end(String text, int at) {
    Matcher start = start(text, at);
    String quotes = start.group(2);
    for (int i = start.end(); i < text.length(); i++) {
      char c = text.charAt(i);
      if (text.startsWith(quotes, i)) {
        return i + quotes.length();
      }
      if (c == '\n' && quotes.length() == 1) {
        break;
      }
      i += c == '\\' ? 1 : 0;
    }
    throw new IllegalArgumentException("a string at character " + at + " is not closed");
  }

  /** What a literal holds: a text, {@link Bytes}, or a text with braces as it stands. */
  static Object value(String literal) {
    Matcher start = start(literal, 0);
    String prefix = start.group(1).toLowerCase(Locale.ROOT);
    String inside = literal.substring(start.end(), literal.length() - start.group(2).length());
    if (prefix.contains("f")) {
      return new PyToken.Formatted(literal);
    }
    boolean bytes = prefix.contains("b");
    if (bytes && inside.chars().anyMatch(c -> c > 127)) {
      throw new IllegalArgumentException("bytes hold ASCII characters only");
    }
    String value = prefix.contains("r") ? inside : unescaped(inside, bytes);
    return bytes ? new Bytes(value) : value;
  }

  private static String unescaped(String text, boolean bytes) {
    var value = new StringBuilder();
    Matcher escape = ESCAPE.matcher(text);
    int from = 0;
    while (escape.find()) {
      value.append(text, from, escape.start()).append(meaning(escape, bytes));
      from = escape.end();
    }
    return value.append(text, from, text.length()).toString();
  }

  private static String meaning(Matcher escape, boolean bytes) {
    if (escape.group(1) != null) {
      return "";
    }
    if (escape.group(2) != null) {
      return escape.group(2);
    }
    if (escape.group(3) != null) {
      return String.valueOf("\u0007\b\f\n\r\t\u000b".charAt("abfnrtv".indexOf(escape.group(3))));
    }
    if (escape.group(4) != null) {
      int code = Integer.parseInt(escape.group(4), 8);
      return String.valueOf((char) (bytes ? code & 0xff : code));
    }
    if (escape.group(5) != null) {
      return String.valueOf((char) Integer.parseInt(escape.group(5), 16));
    }
    if (bytes) {
      return wrongX(escape);
    }
    if (escape.group(6) != null) {
      return Character.toString((int) Long.parseLong(escape.group(6).substring(1), 16));
    }
    return escape.group(7) != null
        ? Character.toString(Character.codePointOf(escape.group(7)))
        : unknown(escape);
  }

  /** An escape that Python does not know stays; one that is begun and not ended is refused. */
  private static String unknown(Matcher escape) {
    if ("uUN".contains(escape.group(8))) {
      throw new IllegalArgumentException("an escape is not whole: " + escape.group());
    }
    return wrongX(escape);
  }

  private static String wrongX(Matcher escape) {
    if ("x".equals(escape.group(8))) {
      throw new IllegalArgumentException("an escape is not whole: " + escape.group());
    }
    return escape.group();
  }
}
