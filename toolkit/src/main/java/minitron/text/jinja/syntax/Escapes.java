package minitron.text.jinja.syntax;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands behind a backslash in a string, as Python reads it. */
final class Escapes {
  private static final Pattern ESCAPE =
      Pattern.compile(
          "\\\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))",
          Pattern.DOTALL);
  private static final String NAMED = "\\'\"abfnrtv";
  private static final String MEANT = "\\'\"\u0007\b\f\n\r\t\u000b";

  private Escapes() {}

  /** The string that is meant. */
  static String resolve(String text, int line) {
    return ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(meant(escape, line)));
  }

  private static String meant(java.util.regex.MatchResult escape, int line) {
    if (escape.group(1) != null) {
      return Character.toString(Integer.parseInt(escape.group(1), 8));
    }
    for (int group = 2; group <= 4; group++) {
      if (escape.group(group) != null) {
        return point(escape.group(group), line);
      }
    }
    return single(escape.group(5), line);
  }

  private static String point(String hex, int line) {
    long point = Long.parseLong(hex, 16);
    if (point > Character.MAX_CODE_POINT) {
      throw Token.wrong(line, "\\U" + hex + " is no character");
    }
    return Character.toString((int) point);
  }

  private static String single(String character, int line) {
    int known = NAMED.indexOf(character);
    if (known >= 0) {
      return MEANT.substring(known, known + 1);
    }
    char c = character.charAt(0);
    if ("xuUN".indexOf(c) >= 0) {
      throw Token.wrong(
          line, "\\" + c + " begins an escape that is not whole, or is not known here");
    }
    if (c == '\n') {
      return "";
    }
    // Python escapes what is not ASCII first, and then finds two backslashes.
    return "\\" + (c < 128 ? character : escaped(c));
  }

  private static String escaped(char c) {
    return String.format(c < 256 ? "x%02x" : "u%04x", (int) c);
  }
}
