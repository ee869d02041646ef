package minitron.eval.harness;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.CaseMap;
import java.util.Locale;

/**
 * What Python's {@code str} does and Java's {@code String} does otherwise. The harness is Python,
 * so prompts and lengths follow these.
 */
public final class PythonText {
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
    return CaseMap.toTitle().wholeString().noBreakAdjustment().apply(Locale.ROOT, null, text);
  }

  /** {@code len(str)}: Unicode code points, not UTF-16 units. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** {@code str.isspace()}: Unicode's white space, and ASCII's four separators. */
  static boolean isSpace(char c) {
    return UCharacter.isUWhiteSpace(c) || (c >= 0x1c && c <= 0x1f);
  }
}
