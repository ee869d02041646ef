package minitron.eval.bfcl.python;

import java.util.ArrayList;
import java.util.List;
import minitron.eval.bfcl.python.PyNode.Kind;

/** Reads what follows the first part of a comprehension: {@code for … in … if …}. */
final class PyClauses {
  private final PyExpressions expressions;
  private final PyTokens tokens;

  PyClauses(PyExpressions expressions) {
    this.expressions = expressions;
    this.tokens = expressions.tokens();
  }

  boolean next() {
    return tokens.isNext("for") || (tokens.isNext("async") && tokens.peekSecond().is("for"));
  }

  /** Reads to the closing bracket. */
  PyNode comprehension(String brackets, String end, PyNode each) {
    if (each.is(Kind.STARRED)) {
      throw tokens.wrong("a comprehension cannot unpack");
    }
    List<PyNode> parts = new ArrayList<>(List.of(each));
    while (next()) {
      boolean later = tokens.taken("async");
      tokens.need("for");
      parts.add(clause(later ? "async " : ""));
    }
    tokens.need(end);
    return new PyNode(Kind.COMPREHENSION, brackets, parts);
  }

  private PyNode clause(String word) {
    List<PyNode> parts = new ArrayList<>(List.of(targets()));
    tokens.need("in");
    parts.add(expressions.disjunction());
    while (tokens.taken("if")) {
      parts.add(expressions.disjunction());
    }
    return new PyNode(Kind.CLAUSE, word, parts);
  }

  private PyNode targets() {
    PyNode first = target();
    if (!tokens.isNext(",")) {
      if (first.is(Kind.STARRED)) {
        throw tokens.wrong("a star stands alone");
      }
      return first;
    }
    List<PyNode> items = new ArrayList<>(List.of(first));
    while (tokens.taken(",") && !tokens.isNext("in")) {
      items.add(target());
    }
    return new PyNode(Kind.TUPLE, null, items);
  }

  private PyNode target() {
    if (tokens.taken("*")) {
      return PyNode.of(Kind.STARRED, null, checked(expressions.primary()));
    }
    return checked(expressions.primary());
  }

  private PyNode checked(PyNode target) {
    switch (target.kind()) {
      case NAME, ATTRIBUTE, SUBSCRIPT -> {}
      case TUPLE, LIST -> target.parts().forEach(this::checked);
      case STARRED -> checked(target.part(0));
      default -> throw tokens.wrong("nothing can be assigned to this");
    }
    return target;
  }
}
