package minitron.eval.harness;

import java.util.Locale;

/**
 * What Python's {@code str} does and Java's {@code String} does otherwise. The harness is Python,
 * so prompts and lengths follow these.
 */
public final class PythonText {
  private static final String OTHER_SPACES = "\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000";

  private PythonText() {}

  /** {@code str.strip()}. */
  public static String strip(String text) {
    String right = stripEnd(text);
    int start = 0;
    while (start < right.length() && isSpace(right.charAt(start))) {
      start++;
    }
    return right.substring(start);
  }

  /** {@code str.rstrip()}. */
  public static String stripEnd(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /**
   * {@code str.capitalize()}: the first character in title case, all others in lower case, each by
   * Unicode's full mappings (ß becomes Ss, a sigma at a word's end becomes ς).
   */
  public static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    String first = text.substring(0, text.offsetByCodePoints(0, 1));
    // Lower-case the whole, for the first letter decides how a sigma after it is written.
    String lower = text.toLowerCase(Locale.ROOT);
    return title(first) + lower.substring(first.toLowerCase(Locale.ROOT).length());
  }

  /** A character's full title-case mapping, which Java has only where it is one character. */
  private static String title(String character) {
    int simple = Character.toTitleCase(character.codePointAt(0));
    String upper = character.toUpperCase(Locale.ROOT);
    if (simple != character.codePointAt(0) || length(upper) == 1) {
      return Character.toString(simple);
    }
    // Several: ligatures and their like. Only the first letter keeps its upper case, and a Greek
    // iota after it goes below it.
    int cased = Character.isUpperCase(upper.charAt(0)) ? 1 : upper.length();
    String rest = upper.substring(cased).replace('\u0399', '\u0345').toLowerCase(Locale.ROOT);
    return upper.substring(0, cased) + rest;
  }

  /** {@code len(str)}: Unicode code points, not UTF-16 units. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** {@code str.isspace()}: Java's strip() leaves the no-break spaces and the next-line control. */
  static boolean isSpace(char c) {
    return (c >= 0x09 && c <= 0x0d)
        || (c >= 0x1c && c <= 0x20)
        || (c >= 0x2000 && c <= 0x200a)
        || OTHER_SPACES.indexOf(c) >= 0;
  }
}
