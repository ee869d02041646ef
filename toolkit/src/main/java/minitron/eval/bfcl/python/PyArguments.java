package minitron.eval.bfcl.python;

import java.util.ArrayList;
import java.util.List;
import minitron.eval.bfcl.python.PyNode.Kind;

/** Reads a call's arguments, behind its opening bracket. */
final class PyArguments {
  private final PyExpressions expressions;
  private final PyTokens tokens;
  private final PyClauses clauses;

  PyArguments(PyExpressions expressions, PyClauses clauses) {
    this.expressions = expressions;
    this.tokens = expressions.tokens();
    this.clauses = clauses;
  }

  PyNode call(PyNode function) {
    List<PyNode> parts = new ArrayList<>(List.of(function));
    while (!tokens.taken(")")) {
      PyNode argument = argument();
      if (clauses.next()) {
        return generator(parts, argument);
      }
      checkOrder(parts, argument);
      parts.add(argument);
      if (!tokens.taken(",")) {
        tokens.need(")");
        break;
      }
    }
    return new PyNode(Kind.CALL, null, parts);
  }

  /** A generator without brackets of its own is the only argument. */
  private PyNode generator(List<PyNode> parts, PyNode each) {
    if (parts.size() > 1 || each.is(Kind.KEYWORD)) {
      throw tokens.wrong("a generator needs brackets of its own");
    }
    return PyNode.of(Kind.CALL, null, parts.get(0), clauses.comprehension("()", ")", each));
  }

  private PyNode argument() {
    if (tokens.taken("**")) {
      return PyNode.of(Kind.KEYWORD, null, expressions.expression());
    }
    if (tokens.taken("*")) {
      return PyNode.of(Kind.STARRED, null, expressions.expression());
    }
    if (tokens.isNext(PyToken.Kind.NAME) && tokens.peekSecond().is("=")) {
      String name = tokens.name();
      tokens.need("=");
      return PyNode.of(Kind.KEYWORD, name, expressions.expression());
    }
    return expressions.named();
  }

  private void checkOrder(List<PyNode> before, PyNode argument) {
    boolean unpacked = before.stream().anyMatch(p -> p.is(Kind.KEYWORD) && p.value() == null);
    boolean named = before.stream().anyMatch(p -> p.is(Kind.KEYWORD));
    boolean star = argument.is(Kind.STARRED);
    if ((star && unpacked) || (!star && !argument.is(Kind.KEYWORD) && named)) {
      throw tokens.wrong("a positional argument follows a named one");
    }
  }
}
