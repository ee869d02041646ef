package minitron.text.jinja.builtin;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import minitron.python.PythonText;
import minitron.text.jinja.value.Arguments.Bound;

/** What Python does to strings, by code points. */
final class Texts {
  private static final int WIDEST = 1_000_000;

  private Texts() {}

  /** The characters between two places. */
  static String part(String text, int from, int to) {
    int begin = text.offsetByCodePoints(0, from);
    return text.substring(begin, text.offsetByCodePoints(begin, to - from));
  }

  static String stripped(String text, Bound chars, boolean left, boolean right) {
    return strip(text, chars.given(0) ? chars.text(0) : null, left, right);
  }

  /** Without white space at its ends, or without some characters. */
  static String strip(String text, String chars, boolean left, boolean right) {
    int from = 0;
    int to = text.length();
    while (left && from < to && isIn(text.codePointAt(from), chars)) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (right && from < to && isIn(text.codePointBefore(to), chars)) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  private static boolean isIn(int point, String chars) {
    return chars == null
        ? point <= Character.MAX_VALUE && PythonText.isSpace((char) point)
        : chars.indexOf(point) >= 0;
  }

  /** The first so many places where a text stands, or all if there is a minus, get another. */
  static String replace(String text, String old, String with, long count) {
    if (count < 0 && !old.isEmpty()) {
      return text.replace(old, with);
    }
    var out = new StringBuilder();
    int at = 0;
    for (long n = 0; count < 0 || n < count; n++) {
      int found = text.indexOf(old, old.isEmpty() ? next(text, at, n) : at);
      if (found < 0 || (old.isEmpty() && n > PythonText.length(text))) {
        break;
      }
      out.append(text, at, found).append(with);
      at = found + old.length();
    }
    return out.append(text.substring(at)).toString();
  }

  /** An empty text stands before every character, and at the end. */
  private static int next(String text, int at, long n) {
    return n == 0 || at >= text.length() ? at : text.offsetByCodePoints(at, 1);
  }

  /** What fills a text up to a width. */
  static String fill(String text, long width, String with) {
    if (PythonText.length(with) != 1) {
      throw new IllegalArgumentException("The fill character must be exactly one character long");
    }
    return with.repeat((int) Math.max(0, checked(width) - PythonText.length(text)));
  }

  private static long checked(long width) {
    if (width > WIDEST) {
      throw new IllegalArgumentException(
          "a width of " + width + " characters; allowed: up to " + WIDEST);
    }
    return width;
  }

  static String center(String text, long width, String with) {
    String all = fill(text, width, with);
    int count = PythonText.length(all);
    // CPython puts the odd one on the left where the width is odd.
    int left = count / 2 + (int) (count & width & 1);
    return with.repeat(left) + text + with.repeat(count - left);
  }

  static String zeroFill(String text, long width) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String zeros = fill(text, width, "0");
    return signed ? text.charAt(0) + zeros + text.substring(1) : zeros + text;
  }

  /** 1 for decimal digits, 2 for other digits, 3 for other numbers, 0 for anything else. */
  static int numeric(int point) {
    return UCharacter.getIntPropertyValue(point, UProperty.NUMERIC_TYPE);
  }

  static boolean isAlphanumeric(int point) {
    return Character.isLetter(point) || numeric(point) > 0;
  }
}
