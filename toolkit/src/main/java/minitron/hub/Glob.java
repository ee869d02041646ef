package minitron.hub;

import java.util.List;
import java.util.regex.Pattern;

/** Patterns of file names as huggingface_hub has them: those of Python's fnmatch. */
final class Glob {
  private Glob() {}

  /**
   * Whether a path matches one of the patterns: {@code *} is any text, slashes too, {@code ?} any
   * character, {@code [ab]} one of some, {@code [!ab]} none of them; {@code folder/} is all in it.
   */
  static boolean any(List<String> patterns, String path) {
    return patterns.stream().anyMatch(pattern -> regex(pattern).matcher(path).matches());
  }

  private static Pattern regex(String pattern) {
    String all = pattern.endsWith("/") ? pattern + "*" : pattern;
    var regex = new StringBuilder();
    for (int i = 0; i < all.length(); i++) {
      char c = all.charAt(i);
      int end = c == '[' ? all.indexOf(']', i + (all.startsWith("[!", i) ? 3 : 2)) : -1;
      if (end > 0) {
        regex.append(set(all.substring(i + 1, end)));
        i = end;
      } else {
        regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote("" + c));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  /** What stands between brackets, where only a minus in the middle has a meaning. */
  private static String set(String inside) {
    boolean not = inside.startsWith("!");
    String members = (not ? inside.substring(1) : inside).replaceAll("[\\\\\\[\\]^&~]", "\\\\$0");
    return "[" + (not ? "^" : "") + members + "]";
  }
}
