package minitron.text.jinja.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minitron.python.PythonText;

/**
 * Cuts a template into tokens, as jinja2/lexer.py does with {@code trim_blocks} and {@code
 * lstrip_blocks}: one newline behind a block or a comment goes, and so do blanks between a line's
 * start and a block or a comment; a minus takes all white space on its side, and a plus none.
 */
final class Lexer {
  private static final Pattern LINE_END = Pattern.compile("\r\n|\r");
  private static final Pattern RAW =
      Pattern.compile("\\{%[-+]?\\s*raw\\s*(-?)%\\}", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern END_RAW =
      Pattern.compile("\\{%([-+]?)\\s*endraw\\s*([-+]?)%\\}", Pattern.UNICODE_CHARACTER_CLASS);

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private boolean lineStarts = true;

  private Lexer(String source) {
    this.source = source;
  }

  /**
   * The tokens of a template; the last is its end.
   *
   * @throws IllegalArgumentException naming the line of what is no token, or is not closed
   */
  static List<Token> tokens(String template) {
    String text = LINE_END.matcher(template).replaceAll("\n");
    var lexer = new Lexer(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
    lexer.read();
    return lexer.tokens;
  }

  private void read() {
    for (int tag = tag(at); tag >= 0; tag = tag(at)) {
      Matcher raw = RAW.matcher(source).region(tag, source.length());
      char kind = source.charAt(tag + 1);
      char sign = tag + 2 < source.length() ? source.charAt(tag + 2) : ' ';
      data(tag, sign, kind != '{');
      if (raw.lookingAt()) {
        raw(raw);
      } else {
        advance(tag + (sign == '-' || sign == '+' ? 3 : 2));
        if (kind == '#') {
          comment();
        } else {
          inside(kind == '%', tag);
        }
      }
    }
    data(source.length(), '+', false);
    add(Token.Kind.END, "");
  }

  /** Where the next tag begins; -1 if nowhere. */
  private int tag(int from) {
    for (int i = source.indexOf('{', from); i >= 0; i = source.indexOf('{', i + 1)) {
      if (i + 1 < source.length() && "%{#".indexOf(source.charAt(i + 1)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private void add(Token.Kind kind, String text) {
    tokens.add(new Token(kind, text, text, line));
  }

  private void advance(int to) {
    for (int i = at; i < to; i++) {
      line += source.charAt(i) == '\n' ? 1 : 0;
    }
    if (to > at) {
      lineStarts = source.charAt(to - 1) == '\n';
    }
    at = to;
  }

  /** Text up to a tag, without what the tag takes of it. */
  private void data(int end, char sign, boolean block) {
    String text = source.substring(at, end);
    if (sign == '-') {
      text = PythonText.stripEnd(text);
    } else if (sign != '+' && block) {
      int start = text.lastIndexOf('\n') + 1;
      if ((start > 0 || lineStarts) && PythonText.strip(text.substring(start)).isEmpty()) {
        text = text.substring(0, start);
      }
    }
    if (!text.isEmpty()) {
      add(Token.Kind.DATA, text);
    }
    advance(end);
  }

  private void raw(Matcher begin) {
    advance(begin.end());
    if (!begin.group(1).isEmpty()) {
      blanks();
    }
    Matcher end = END_RAW.matcher(source);
    if (!end.find(at)) {
      throw Token.wrong(line, "a raw block is not closed; {% endraw %} closes it");
    }
    data(end.start(), end.group(1).isEmpty() ? ' ' : end.group(1).charAt(0), true);
    advance(end.end());
    trim(end.group(2).isEmpty() ? ' ' : end.group(2).charAt(0));
  }

  private void comment() {
    int end = source.indexOf("#}", at);
    if (end < 0) {
      throw Token.wrong(line, "a comment is not closed; #} closes it");
    }
    char sign = end > at ? source.charAt(end - 1) : ' ';
    advance(end + 2);
    trim(sign);
  }

  /** What the end of a block or a comment takes of the text behind it. */
  private void trim(char sign) {
    if (sign == '-') {
      blanks();
    } else if (sign != '+' && source.startsWith("\n", at)) {
      advance(at + 1);
    }
  }

  private void blanks() {
    int end = at;
    while (end < source.length() && PythonText.isSpace(source.charAt(end))) {
      end++;
    }
    advance(end);
  }

  /** The tokens between a tag's brackets. */
  private void inside(boolean block, int tag) {
    int begin = line;
    add(block ? Token.Kind.BLOCK_BEGIN : Token.Kind.PRINT_BEGIN, source.substring(tag, tag + 2));
    var reader = new TagLexer(source, block ? "%}" : "}}");
    while (!reader.ends(at)) {
      Token token = reader.next(at, line);
      if (token == null) {
        throw Token.wrong(begin, "a tag is not closed; " + (block ? "%}" : "}}") + " closes it");
      }
      if (!token.is(Token.Kind.DATA)) { // white space
        tokens.add(token);
      }
      advance(reader.end());
    }
    char sign = source.charAt(at);
    add(block ? Token.Kind.BLOCK_END : Token.Kind.PRINT_END, block ? "%}" : "}}");
    advance(at + (sign == '-' || sign == '+' ? 3 : 2));
    if (block || sign == '-') {
      trim(sign);
    }
  }
}
