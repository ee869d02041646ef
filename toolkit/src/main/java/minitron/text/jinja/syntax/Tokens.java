package minitron.text.jinja.syntax;

import java.util.List;

/** Tokens, read one after the other. */
final class Tokens {
  private final List<Token> tokens;
  private int at;

  Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token current() {
    return tokens.get(at);
  }

  Token following() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  /** The current token, and goes on to the next. */
  Token take() {
    Token token = current();
    at += token.is(Token.Kind.END) ? 0 : 1;
    return token;
  }

  boolean takeName(String name) {
    boolean there = current().isName(name);
    at += there ? 1 : 0;
    return there;
  }

  boolean takeOperator(String sign) {
    boolean there = current().isOperator(sign);
    at += there ? 1 : 0;
    return there;
  }

  String expectName() {
    return expect(Token.Kind.NAME, "a name").text();
  }

  void expectName(String name) {
    if (!takeName(name)) {
      throw unexpected("'" + name + "'");
    }
  }

  void expectOperator(String sign) {
    if (!takeOperator(sign)) {
      throw unexpected("'" + sign + "'");
    }
  }

  Token expect(Token.Kind kind, String described) {
    if (!current().is(kind)) {
      throw unexpected(described);
    }
    return take();
  }

  IllegalArgumentException unexpected(String expected) {
    return wrong("there is " + current().described() + " where " + expected + " is expected");
  }

  IllegalArgumentException wrong(String what) {
    return Token.wrong(current().line(), what);
  }
}
