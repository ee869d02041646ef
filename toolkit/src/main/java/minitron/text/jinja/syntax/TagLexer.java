package minitron.text.jinja.syntax;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minitron.python.PythonJson;

/** Cuts what stands in a tag into names, numbers, strings and signs. */
final class TagLexer {
  private static final Pattern BLANKS = Pattern.compile("[\\s\\u0085\\p{Z}\\x1c-\\x1f]+");
  private static final Pattern FLOAT =
      Pattern.compile(
          "(?<!\\.)(\\d+_)*\\d+((\\.(\\d+_)*\\d+)?[eE][+-]?(\\d+_)*\\d+|\\.(\\d+_)*\\d+)");
  private static final Pattern INTEGER =
      Pattern.compile(
          "0[bB](_?[01])+|0[oO](_?[0-7])+|0[xX](_?[0-9a-fA-F])+|[1-9](_?[0-9])*|0(_?0)*");
  private static final Pattern NAME = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern STRING =
      Pattern.compile(
          "'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"",
          Pattern.DOTALL);
  private static final Pattern SIGN =
      Pattern.compile("//|\\*\\*|==|!=|>=|<=|[-+/*%~\\[\\](){}><=.:|,;]");

  private final String source;
  private final String close;
  private final Deque<Character> open = new ArrayDeque<>();
  private int end;

  /**
   * Reads a tag.
   *
   * @param close what ends it, where no bracket is open
   */
  TagLexer(String source, String close) {
    this.source = source;
    this.close = close;
  }

  /** Whether the tag ends here. */
  boolean ends(int at) {
    boolean signed =
        source.startsWith("-", at) || (close.equals("%}") && source.startsWith("+", at));
    return open.isEmpty()
        && (source.startsWith(close, at) || (signed && source.startsWith(close, at + 1)));
  }

  /** One past the last token. */
  int end() {
    return end;
  }

  /** The next token, white space being one; null at the source's end. */
  Token next(int at, int line) {
    if (at == source.length()) {
      return null;
    }
    if (found(BLANKS, at)) {
      return token(Token.Kind.DATA, at, line);
    }
    if (found(FLOAT, at)) {
      String digits = source.substring(at, end).replace("_", "");
      return new Token(Token.Kind.FLOAT, digits, Double.valueOf(digits), line);
    }
    if (found(INTEGER, at)) {
      String digits = source.substring(at, end);
      return new Token(Token.Kind.INTEGER, digits, whole(digits.replace("_", "")), line);
    }
    if (found(NAME, at)) {
      return name(at, line);
    }
    if (found(STRING, at)) {
      String text = Escapes.resolve(source.substring(at + 1, end - 1), line);
      return new Token(Token.Kind.STRING, text, text, line);
    }
    if (found(SIGN, at)) {
      balance(source.charAt(at), line);
      return token(Token.Kind.OPERATOR, at, line);
    }
    throw Token.wrong(
        line,
        "'" + Character.toString(source.codePointAt(at)) + "' stands where nothing allows it");
  }

  private Token name(int at, int line) {
    if (!Character.isUnicodeIdentifierStart(source.codePointAt(at)) && source.charAt(at) != '_') {
      throw Token.wrong(line, "'" + source.substring(at, end) + "' is no name");
    }
    return token(Token.Kind.NAME, at, line);
  }

  private Token token(Token.Kind kind, int at, int line) {
    String text = source.substring(at, end);
    return new Token(kind, text, text, line);
  }

  private boolean found(Pattern pattern, int at) {
    Matcher matcher =
        pattern.matcher(source).region(at, source.length()).useTransparentBounds(true);
    boolean found = matcher.lookingAt();
    end = found ? matcher.end() : end;
    return found;
  }

  private static Number whole(String digits) {
    String lower = digits.toLowerCase(Locale.ROOT);
    int radix =
        lower.startsWith("0x") ? 16 : lower.startsWith("0o") ? 8 : lower.startsWith("0b") ? 2 : 10;
    return PythonJson.whole(new BigInteger(radix == 10 ? lower : lower.substring(2), radix));
  }

  private void balance(char sign, int line) {
    int opens = "([{".indexOf(sign);
    if (opens >= 0) {
      open.push(")]}".charAt(opens));
    } else if (")]}".indexOf(sign) >= 0) {
      if (open.isEmpty() || open.pop() != sign) {
        throw Token.wrong(line, "'" + sign + "' closes nothing that is open");
      }
    }
  }
}
