package minitron.eval.bfcl.python;

import java.util.List;
import java.util.Set;

/** Tokens, read one by one. */
final class PyTokens {
  private static final Set<String> COMPARES = Set.of("==", "!=", "<", ">", "<=", ">=");
  private static final int MOST_DEEP = 1000;

  private final List<PyToken> tokens;
  private int at;
  private int depth;

  PyTokens(List<PyToken> tokens) {
    this.tokens = tokens;
  }

  PyToken peek() {
    return tokens.get(at);
  }

  PyToken peekSecond() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  PyToken take() {
    PyToken token = peek();
    at += token.kind() == PyToken.Kind.END ? 0 : 1;
    return token;
  }

  boolean isNext(String word) {
    return peek().is(word);
  }

  boolean isNext(PyToken.Kind kind) {
    return peek().kind() == kind;
  }

  /** Takes the next token if it is this word. */
  boolean taken(String word) {
    boolean there = isNext(word);
    at += there ? 1 : 0;
    return there;
  }

  /** Takes an operator that compares, in one or two words; an empty text if none is next. */
  String comparison() {
    if (isNext("not") && peekSecond().is("in")) {
      take();
      take();
      return "not in";
    }
    if (taken("is")) {
      return taken("not") ? "is not" : "is";
    }
    boolean one = isNext("in") || COMPARES.stream().anyMatch(this::isNext);
    return one ? take().text() : "";
  }

  void need(String word) {
    if (!taken(word)) {
      throw wrong("'" + word + "' is expected");
    }
  }

  String name() {
    if (!isNext(PyToken.Kind.NAME)) {
      throw wrong("a name is expected");
    }
    return take().text();
  }

  IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(what + ", not '" + peek().text() + "'");
  }

  void deeper() {
    if (++depth > MOST_DEEP) {
      throw wrong("the expression is nested too deeply");
    }
  }

  void shallower() {
    depth--;
  }
}
