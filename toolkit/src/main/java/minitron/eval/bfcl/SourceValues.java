package minitron.eval.bfcl;

import java.util.regex.Pattern;
import minitron.eval.bfcl.python.PyNumbers;

/** What Java's and JavaScript's values in source text have in common. */
final class SourceValues {
  private SourceValues() {}

  /** A pattern as Python reads it. */
  static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNIX_LINES);
  }

  /** The same where a dot stands for line ends too. */
  static Pattern acrossLines(String regex) {
    return Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS | Pattern.DOTALL);
  }

  /** The text without its first and last character, whatever they are. */
  static String inside(String text) {
    int first = text.offsetByCodePoints(0, Math.min(1, text.length()));
    int last = text.isEmpty() ? 0 : text.offsetByCodePoints(text.length(), -1);
    return first < last ? text.substring(first, last) : "";
  }

  static boolean isQuoted(String text, String quote) {
    return text.startsWith(quote) && text.endsWith(quote);
  }

  /** A value whose type nobody says, if it is no text in quotes. */
  static Object plain(String text) {
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    Number whole = PyNumbers.whole(text);
    Double number = whole == null ? PyNumbers.number(text) : null;
    return whole != null ? whole : number != null ? number : text;
  }

  /** The number in a text that looks like one, else the text. */
  static Object whole(String text, Pattern looks, int cut) {
    return looks.matcher(text).find() ? PyNumbers.whole(shorter(text, cut)) : text;
  }

  /** The same of a number with a fraction. */
  static Object number(String text, Pattern looks, int cut) {
    return looks.matcher(text).find() ? PyNumbers.number(shorter(text, cut)) : text;
  }

  private static String shorter(String text, int cut) {
    return text.substring(0, text.length() - cut);
  }
}
