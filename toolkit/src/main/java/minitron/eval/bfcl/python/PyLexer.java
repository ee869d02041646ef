package minitron.eval.bfcl.python;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an expression into tokens; a line may only end within brackets. */
final class PyLexer {
  private static final Pattern OPERATOR =
      Pattern.compile("\\*\\*|//|<<|>>|<=|>=|==|!=|->|:=|\\.\\.\\.|[-+*/%@&|^~<>()\\[\\]{},:.=;!]");

  /** Also the operators that assign: no expression has them. */
  private static final Pattern ASSIGNS = Pattern.compile("(?:[-+*/%@&|^]|//|\\*\\*|<<|>>)=|->|;");

  static final Set<String> KEYWORDS =
      Set.of(
          ("False None True and as assert async await break class continue def del elif else except"
                  + " finally for from global if import in is lambda nonlocal not or pass raise"
                  + " return try while with yield")
              .split(" "));
  private static final int MOST_BRACKETS = 199;

  private final String text;
  private final List<PyToken> tokens = new ArrayList<>();
  private final StringBuilder open = new StringBuilder();
  private int at;

  private PyLexer(String text) {
    this.text = text;
  }

  static List<PyToken> tokens(String source) {
    if (source.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("source code cannot contain null bytes");
    }
    var lexer = new PyLexer(source.replace("\r\n", "\n").replace('\r', '\n'));
    while (lexer.at < lexer.text.length()) {
      lexer.next();
    }
    if (lexer.open.length() > 0) {
      throw lexer.wrong("a bracket is not closed");
    }
    lexer.add(PyToken.Kind.END, "", null);
    return lexer.tokens;
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(what + " (character " + (at + 1) + ")");
  }

  private void add(PyToken.Kind kind, String word, Object value) {
    tokens.add(new PyToken(kind, word, value));
  }

  private void next() {
    char c = text.charAt(at);
    if (c == ' ' || c == '\t' || c == '\f') {
      at++;
    } else if (c == '\n') {
      newLine();
    } else if (c == '#') {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end;
    } else if (c == '\\') {
      continued();
    } else if (PyStrings.begins(text, at)) {
      string();
    } else if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
      int end = PyNumbers.end(text, at);
      String literal = text.substring(at, end);
      add(PyToken.Kind.NUMBER, literal, PyNumbers.value(literal));
      at = end;
    } else if (isStart(text.codePointAt(at))) {
      name();
    } else {
      operator();
    }
  }

  private boolean isDigit(int place) {
    return place < text.length() && text.charAt(place) >= '0' && text.charAt(place) <= '9';
  }

  /** Outside of brackets nothing but blanks, comments and further line ends may follow. */
  private void newLine() {
    at++;
    if (open.length() == 0
        && !text.substring(at).matches("(?:[ \\t\\f]*(?:#[^\\n]*)?(?:\\n|$))*")) {
      throw wrong("a line ends outside of brackets");
    }
  }

  private void continued() {
    if (at + 1 >= text.length() || text.charAt(at + 1) != '\n' || at + 2 >= text.length()) {
      throw wrong("a backslash that ends no line");
    }
    at += 2;
  }

  private void string() {
    int end = PyStrings.end(text, at);
    String literal = text.substring(at, end);
    add(PyToken.Kind.STRING, literal, PyStrings.value(literal));
    at = end;
  }

  private void name() {
    int end = at;
    while (end < text.length() && isPart(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    String word = text.substring(at, end);
    boolean keyword = KEYWORDS.contains(word);
    String normal = Normalizer.normalize(word, Normalizer.Form.NFKC);
    add(keyword ? PyToken.Kind.KEYWORD : PyToken.Kind.NAME, normal, null);
    at = end;
  }

  private static boolean isStart(int c) {
    return c == '_' || Character.isUnicodeIdentifierStart(c);
  }

  private static boolean isPart(int c) {
    return c == '_'
        || (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
  }

  private void operator() {
    Matcher operator = OPERATOR.matcher(text).region(at, text.length());
    if (!operator.lookingAt() || ASSIGNS.matcher(text).region(at, text.length()).lookingAt()) {
      throw wrong("a character that no expression has here");
    }
    bracket(operator.group());
    add(PyToken.Kind.OPERATOR, operator.group(), null);
    at = operator.end();
  }

  private void bracket(String word) {
    if ("([{".contains(word)) {
      open.append(word);
    }
    int kind = ")]}".indexOf(word);
    if (kind >= 0) {
      int last = open.length() - 1;
      if (last < 0 || open.charAt(last) != "([{".charAt(kind)) {
        throw wrong("a bracket that nothing opened");
      }
      open.setLength(last);
    }
    if (open.length() > MOST_BRACKETS) {
      throw wrong("too many brackets within each other");
    }
  }
}
