package minitron.eval.bfcl.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text, read token by token.
 *
 * @param text the source
 */
record SourceTokens(String text) {
  /** What a comment's node is called. */
  static final String COMMENT = "comment";

  private static final Pattern BLANKS =
      Pattern.compile(
          "[\\s\\x{FEFF}]+|//[^\\n]*|/\\*(?s:.*?)\\*/", Pattern.UNICODE_CHARACTER_CLASS);

  /** Passes blanks, and comments, which are nodes. */
  int blanks(int at, List<SourceNode> nodes) {
    Matcher blanks = BLANKS.matcher(text).region(at, text.length());
    int end = at;
    while (blanks.lookingAt()) {
      if (text.charAt(end) == '/') {
        nodes.add(new SourceNode(COMMENT, end, blanks.end(), List.of()));
      }
      end = blanks.end();
      blanks.region(end, text.length());
    }
    return end;
  }

  /** Where a literal ends that begins at a place, -1 if it is not there. */
  int literal(String word, int at, List<SourceNode> nodes) {
    List<SourceNode> own = new ArrayList<>();
    int start = blanks(at, own);
    int end = start + word.length();
    if (!text.startsWith(word, start) || (isPart(end - 1) && isPart(end))) {
      return -1;
    }
    nodes.addAll(own);
    nodes.add(new SourceNode(word, start, end, List.of()));
    return end;
  }

  private boolean isPart(int place) {
    return place < text.length()
        && (text.charAt(place) == '$' || Character.isUnicodeIdentifierPart(text.charAt(place)));
  }

  /** Where a token ends that begins at a place, -1 if it is not there. */
  int token(Rule.Token token, int at, List<SourceNode> nodes) {
    List<SourceNode> own = new ArrayList<>();
    int start = token.blanks() ? blanks(at, own) : at;
    Matcher matcher = token.pattern().matcher(text).region(start, text.length());
    matcher.useTransparentBounds(true).useAnchoringBounds(false);
    if (!matcher.lookingAt()) {
      return -1;
    }
    nodes.addAll(own);
    if (matcher.end() > start) {
      nodes.add(new SourceNode("", start, matcher.end(), List.of()));
    }
    return matcher.end();
  }
}
