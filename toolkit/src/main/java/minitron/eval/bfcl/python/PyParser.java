package minitron.eval.bfcl.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import minitron.eval.bfcl.python.PyNode.Kind;

/** Reads one expression, as {@code ast.parse(text, mode="eval")} does. */
public final class PyParser implements PyExpressions {
  /** Operators of two operands, from those that bind least. */
  private static final List<Set<String>> LEVELS =
      List.of(
          Set.of("|"),
          Set.of("^"),
          Set.of("&"),
          Set.of("<<", ">>"),
          Set.of("+", "-"),
          Set.of("*", "/", "//", "%", "@"));

  private final PyTokens tokens;
  private final PyAtoms atoms;

  private PyParser(PyTokens tokens) {
    this.tokens = tokens;
    this.atoms = new PyAtoms(this);
  }

  /**
   * The tree of an expression.
   *
   * @throws IllegalArgumentException if Python would not take it
   */
  public static PyNode parse(String source) {
    var parser = new PyParser(new PyTokens(PyLexer.tokens(source)));
    PyNode whole = parser.commaSeparated();
    if (!parser.tokens.isNext(PyToken.Kind.END)) {
      throw parser.tokens.wrong("the end is expected");
    }
    return whole;
  }

  private PyNode commaSeparated() {
    PyNode first = expression();
    if (!tokens.isNext(",")) {
      return first;
    }
    List<PyNode> items = new ArrayList<>(List.of(first));
    while (tokens.taken(",") && !tokens.isNext(PyToken.Kind.END)) {
      items.add(expression());
    }
    return new PyNode(Kind.TUPLE, null, items);
  }

  @Override
  public PyTokens tokens() {
    return tokens;
  }

  @Override
  public PyNode expression() {
    tokens.deeper();
    PyNode node = tokens.isNext("lambda") ? new PyLambda(this).read() : conditional();
    tokens.shallower();
    return node;
  }

  private PyNode conditional() {
    PyNode body = disjunction();
    if (!tokens.taken("if")) {
      return body;
    }
    PyNode test = disjunction();
    tokens.need("else");
    return PyNode.of(Kind.CONDITIONAL, null, body, test, expression());
  }

  @Override
  public PyNode named() {
    if (tokens.isNext(PyToken.Kind.NAME) && tokens.peekSecond().is(":=")) {
      PyNode name = PyNode.of(Kind.NAME, tokens.name());
      tokens.need(":=");
      return PyNode.of(Kind.NAMED, null, name, expression());
    }
    return expression();
  }

  @Override
  public PyNode starredOrNamed() {
    return tokens.taken("*") ? PyNode.of(Kind.STARRED, null, bitwiseOr()) : named();
  }

  @Override
  public PyNode yielded() {
    tokens.need("yield");
    if (tokens.taken("from")) {
      return PyNode.of(Kind.YIELD, "from", expression());
    }
    return tokens.isNext(")")
        ? PyNode.of(Kind.YIELD, "")
        : PyNode.of(Kind.YIELD, "", commaSeparatedIn(")"));
  }

  private PyNode commaSeparatedIn(String end) {
    PyNode first = starredOrNamed();
    if (!tokens.isNext(",")) {
      return first;
    }
    List<PyNode> items = new ArrayList<>(List.of(first));
    while (tokens.taken(",") && !tokens.isNext(end)) {
      items.add(starredOrNamed());
    }
    return new PyNode(Kind.TUPLE, null, items);
  }

  @Override
  public PyNode disjunction() {
    return joined("or", () -> joined("and", this::inversion));
  }

  private PyNode joined(String word, Supplier<PyNode> operand) {
    PyNode first = operand.get();
    if (!tokens.isNext(word)) {
      return first;
    }
    List<PyNode> operands = new ArrayList<>(List.of(first));
    while (tokens.taken(word)) {
      operands.add(operand.get());
    }
    return new PyNode(Kind.BOOLEAN, word, operands);
  }

  private PyNode inversion() {
    if (tokens.taken("not")) {
      tokens.deeper();
      PyNode node = PyNode.of(Kind.UNARY, "not", inversion());
      tokens.shallower();
      return node;
    }
    return comparison();
  }

  private PyNode comparison() {
    List<PyNode> operands = new ArrayList<>(List.of(bitwiseOr()));
    List<String> operators = new ArrayList<>();
    for (String operator = tokens.comparison();
        !operator.isEmpty();
        operator = tokens.comparison()) {
      operators.add(operator);
      operands.add(bitwiseOr());
    }
    return operators.isEmpty()
        ? operands.get(0)
        : new PyNode(Kind.COMPARE, List.copyOf(operators), operands);
  }

  @Override
  public PyNode bitwiseOr() {
    return binary(0);
  }

  private PyNode binary(int level) {
    if (level == LEVELS.size()) {
      return factor();
    }
    PyNode left = binary(level + 1);
    while (LEVELS.get(level).stream().anyMatch(tokens::isNext)) {
      String operator = tokens.take().text();
      left = PyNode.of(Kind.BINARY, operator, left, binary(level + 1));
    }
    return left;
  }

  private PyNode factor() {
    tokens.deeper();
    PyNode node;
    if (tokens.isNext("+") || tokens.isNext("-") || tokens.isNext("~")) {
      String sign = tokens.take().text();
      node = PyNode.of(Kind.UNARY, sign, factor());
    } else {
      node = awaited();
      node = tokens.taken("**") ? PyNode.of(Kind.BINARY, "**", node, factor()) : node;
    }
    tokens.shallower();
    return node;
  }

  private PyNode awaited() {
    return tokens.taken("await") ? PyNode.of(Kind.AWAIT, null, primary()) : primary();
  }

  @Override
  public PyNode primary() {
    return atoms.primary();
  }
}
