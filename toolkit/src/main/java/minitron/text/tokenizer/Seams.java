package minitron.text.tokenizer;

import java.util.List;

/**
 * Where a text may be cut so that the ids of its pieces, in a row, are the ids of the whole. A seam
 * stands between a letter or digit and a space, or another mark, that a letter or digit follows,
 * and no added token is near enough to touch it. {@link SeamRules} says why that holds.
 */
public final class Seams {
  private final String marks;
  private final boolean ascii;
  private final int skip;
  private final List<String> added;
  private final int longest;

  /**
   * Seams before some marks.
   *
   * @param marks the characters that may follow a seam
   * @param ascii whether the letters beside it must be of ASCII
   * @param skip how many characters after the seam are left out, as the tokenizer adds them
   * @param added the contents of the added tokens
   */
  Seams(String marks, boolean ascii, int skip, List<String> added) {
    this.marks = marks;
    this.ascii = ascii;
    this.skip = skip;
    this.added = added.stream().filter(content -> !content.isEmpty()).toList();
    this.longest = added.stream().mapToInt(String::length).max().orElse(0);
  }

  /** How many characters before and after a seam decide about it. */
  public int reach() {
    return longest + 2;
  }

  /** How many characters after a seam the next piece leaves out. */
  public int skip() {
    return skip;
  }

  /**
   * The first seam: so many characters stand before it.
   *
   * @param from the least that it may be
   * @param to more than it may be; {@link #reach} characters must follow, or the text's true end
   * @return -1 if there is none
   */
  public int first(CharSequence text, int from, int to) {
    int end = Math.min(to, text.length() - 1);
    for (int at = Math.max(1, from); at < end; at++) {
      if (marks.indexOf(text.charAt(at)) >= 0
          && isOfWord(text.charAt(at - 1))
          && isOfWord(text.charAt(at + 1))
          && isFree(text, at)) {
        return at;
      }
    }
    return -1;
  }

  /** What stands before the first seam after so many characters; the whole text without one. */
  public String beginning(String text, int characters) {
    int at = first(text, characters, text.length());
    return at < 0 ? text : text.substring(0, at);
  }

  private boolean isOfWord(char c) {
    boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return plain || (!ascii && c >= 0x80 && Character.isLetter(c));
  }

  /** Whether no added token takes in the seam or the mark after it, or ends or begins beside it. */
  private boolean isFree(CharSequence text, int at) {
    int from = Math.max(0, at - reach());
    String near = text.subSequence(from, Math.min(text.length(), at + reach())).toString();
    return added.stream().noneMatch(token -> touches(near, token, at - from));
  }

  private static boolean touches(String near, String token, int at) {
    int found = near.indexOf(token, Math.max(0, at - token.length()));
    return found >= 0 && found <= at + 1;
  }
}
