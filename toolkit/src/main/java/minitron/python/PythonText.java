package minitron.python;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.ibm.icu.text.CaseMap;
import java.util.List;
import java.util.Locale;

/**
 * What Python's {@code str} does and Java's {@code String} does otherwise. The harness is Python,
 * so prompts and lengths follow these.
 */
public final class PythonText {
  private static final CharMatcher SPACE = CharMatcher.forPredicate(PythonText::isSpace);
  private static final Splitter WORDS = Splitter.on(SPACE).omitEmptyStrings();

  private PythonText() {}

  /** {@code str.strip()}. */
  public static String strip(String text) {
    return SPACE.trimFrom(text);
  }

  /** {@code str.rstrip()}. */
  public static String stripEnd(String text) {
    return SPACE.trimTrailingFrom(text);
  }

  /** {@code str.split()}: what stands between runs of spaces. */
  public static List<String> split(String text) {
    return WORDS.splitToList(text);
  }

  /**
   * {@code str.lower()}, by Unicode's full mappings: İ becomes two characters, a sigma at a word's
   * end ς.
   */
  public static String lower(String text) {
    return CaseMap.toLower().apply(Locale.ROOT, text);
  }

  /** {@code str.isupper()}: something with case, and all of that in upper case. */
  public static boolean isUpper(String text) {
    return text.codePoints().anyMatch(Character::isUpperCase)
        && text.codePoints().noneMatch(c -> Character.isLowerCase(c) || Character.isTitleCase(c));
  }

  /** {@code str.islower()}: something with case, and all of that in lower case. */
  public static boolean isLower(String text) {
    return text.codePoints().anyMatch(Character::isLowerCase)
        && text.codePoints().noneMatch(c -> Character.isUpperCase(c) || Character.isTitleCase(c));
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

  /** {@code str.isspace()}: Java has two notions of it, and both lack the next-line control. */
  public static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }
}
