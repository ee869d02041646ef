package minitron.eval.bfcl.python;

import java.util.ArrayList;
import java.util.List;
import minitron.eval.bfcl.python.PyNode.Kind;

/** Reads what stands in the brackets behind an object: an index, a slice, or several. */
final class PySlices {
  private final PyExpressions expressions;
  private final PyTokens tokens;

  PySlices(PyExpressions expressions) {
    this.expressions = expressions;
    this.tokens = expressions.tokens();
  }

  /** Reads to the closing bracket. */
  PyNode index() {
    PyNode first = slice();
    if (!tokens.isNext(",")) {
      tokens.need("]");
      return first.is(Kind.STARRED) ? PyNode.of(Kind.TUPLE, null, first) : first;
    }
    List<PyNode> items = new ArrayList<>(List.of(first));
    while (tokens.taken(",") && !tokens.isNext("]")) {
      items.add(slice());
    }
    tokens.need("]");
    return new PyNode(Kind.TUPLE, null, items);
  }

  private PyNode slice() {
    PyNode begin = tokens.isNext(":") ? null : expressions.starredOrNamed();
    boolean plain = begin != null && (begin.is(Kind.STARRED) || begin.is(Kind.NAMED));
    if (plain || !tokens.taken(":")) {
      return begin;
    }
    PyNode end = bound();
    return PyNode.of(Kind.SLICE, null, begin, end, tokens.taken(":") ? bound() : null);
  }

  private PyNode bound() {
    boolean none = tokens.isNext(":") || tokens.isNext(",") || tokens.isNext("]");
    return none ? null : expressions.expression();
  }
}
