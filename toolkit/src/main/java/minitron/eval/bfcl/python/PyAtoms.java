package minitron.eval.bfcl.python;

import java.util.ArrayList;
import java.util.List;
import minitron.eval.bfcl.python.PyNode.Kind;
import minitron.python.Bytes;

/** Reads what stands between operators: names, literals, brackets, and what follows them. */
final class PyAtoms {
  private final PyExpressions expressions;
  private final PyTokens tokens;
  private final PyArguments arguments;
  private final PyClauses clauses;
  private final PySlices slices;

  PyAtoms(PyExpressions expressions) {
    this.expressions = expressions;
    this.tokens = expressions.tokens();
    this.slices = new PySlices(expressions);
    this.clauses = new PyClauses(expressions);
    this.arguments = new PyArguments(expressions, clauses);
  }

  PyNode primary() {
    PyNode node = atom();
    while (true) {
      if (tokens.taken(".")) {
        node = PyNode.of(Kind.ATTRIBUTE, tokens.name(), node);
      } else if (tokens.taken("(")) {
        node = arguments.call(node);
      } else if (tokens.taken("[")) {
        node = PyNode.of(Kind.SUBSCRIPT, null, node, slices.index());
      } else {
        return node;
      }
    }
  }

  private PyNode atom() {
    return switch (tokens.peek().kind()) {
      case NAME -> PyNode.of(Kind.NAME, tokens.take().text());
      case NUMBER -> PyNode.of(Kind.CONSTANT, tokens.take().value());
      case STRING -> strings();
      default -> tokens.taken("(") ? round() : tokens.taken("[") ? square() : curlyOrWord();
    };
  }

  private PyNode curlyOrWord() {
    if (tokens.taken("{")) {
      return curly();
    }
    if (tokens.taken("...")) {
      return PyNode.of(Kind.CONSTANT, Ellipsis.VALUE);
    }
    if (tokens.taken("None")) {
      return PyNode.of(Kind.CONSTANT, null);
    }
    boolean truth = tokens.isNext("True");
    if (tokens.taken("True") || tokens.taken("False")) {
      return PyNode.of(Kind.CONSTANT, truth);
    }
    throw tokens.wrong("an expression is expected");
  }

  /** Strings that stand side by side are one. */
  private PyNode strings() {
    boolean formatted = false;
    boolean bytes = tokens.peek().value() instanceof Bytes;
    var all = new StringBuilder();
    var source = new StringBuilder();
    while (tokens.isNext(PyToken.Kind.STRING)) {
      PyToken token = tokens.take();
      source.append(source.length() == 0 ? "" : " ").append(token.text());
      formatted |= token.value() instanceof PyToken.Formatted;
      if (bytes != token.value() instanceof Bytes) {
        throw tokens.wrong("bytes and texts cannot be joined");
      }
      all.append(token.value() instanceof Bytes b ? b.latin1() : token.value());
    }
    if (formatted) {
      return PyNode.of(Kind.FORMATTED, source.toString());
    }
    Object value = bytes ? new Bytes(all.toString()) : all.toString();
    return source.charAt(0) == 'u'
        ? PyNode.of(Kind.CONSTANT, value, PyNode.of(Kind.NAME, "u"))
        : PyNode.of(Kind.CONSTANT, value);
  }

  private PyNode round() {
    if (tokens.taken(")")) {
      return PyNode.of(Kind.TUPLE, null);
    }
    if (tokens.isNext("yield")) {
      PyNode node = expressions.yielded();
      tokens.need(")");
      return node;
    }
    PyNode first = expressions.starredOrNamed();
    if (clauses.next()) {
      return clauses.comprehension("()", ")", first);
    }
    if (tokens.isNext(",")) {
      return new PyNode(Kind.TUPLE, null, items(first, ")"));
    }
    tokens.need(")");
    if (first.is(Kind.STARRED)) {
      throw tokens.wrong("a star stands alone in brackets");
    }
    return first;
  }

  private PyNode square() {
    if (tokens.taken("]")) {
      return PyNode.of(Kind.LIST, null);
    }
    PyNode first = expressions.starredOrNamed();
    return clauses.next()
        ? clauses.comprehension("[]", "]", first)
        : new PyNode(Kind.LIST, null, items(first, "]"));
  }

  /** The items after the first, to the closing bracket. */
  private List<PyNode> items(PyNode first, String end) {
    List<PyNode> items = new ArrayList<>(List.of(first));
    while (tokens.taken(",") && !tokens.isNext(end)) {
      items.add(expressions.starredOrNamed());
    }
    tokens.need(end);
    return items;
  }

  private PyNode curly() {
    if (tokens.taken("}")) {
      return PyNode.of(Kind.DICT, null);
    }
    if (tokens.isNext("**")) {
      return dict(new ArrayList<>());
    }
    PyNode first = expressions.starredOrNamed();
    if (tokens.isNext(":") && !first.is(Kind.STARRED) && !first.is(Kind.NAMED)) {
      tokens.need(":");
      PyNode value = expressions.expression();
      List<PyNode> parts = new ArrayList<>(List.of(first, value));
      if (clauses.next()) {
        return clauses.comprehension("{}", "}", new PyNode(Kind.DICT, null, parts));
      }
      if (!tokens.taken(",")) {
        tokens.need("}");
        return new PyNode(Kind.DICT, null, parts);
      }
      return dict(parts);
    }
    return clauses.next()
        ? clauses.comprehension("{}", "}", first)
        : new PyNode(Kind.SET, null, items(first, "}"));
  }

  private PyNode dict(List<PyNode> parts) {
    while (!tokens.taken("}")) {
      if (tokens.taken("**")) {
        parts.add(null);
        parts.add(expressions.bitwiseOr());
      } else {
        parts.add(expressions.expression());
        tokens.need(":");
        parts.add(expressions.expression());
      }
      if (!tokens.taken(",")) {
        tokens.need("}");
        break;
      }
    }
    return new PyNode(Kind.DICT, null, parts);
  }
}
