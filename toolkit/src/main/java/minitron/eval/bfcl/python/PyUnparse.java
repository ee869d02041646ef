package minitron.eval.bfcl.python;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minitron.eval.bfcl.python.PyNode.Kind;
import minitron.python.Complex;
import minitron.python.PythonRepr;

/** Writes a tree as {@code ast.unparse} does: one form, with no more brackets than needed. */
public final class PyUnparse {
  private static final int TUPLE = 2;
  private static final int TEST = 4;
  private static final int OR = 5;
  private static final int BITWISE = 9;
  private static final int ATOM = 18;

  private static final PyOperators OPERATORS = new PyOperators(PyUnparse::at);

  private PyUnparse() {}

  /** The source of a whole expression. */
  public static String of(PyNode node) {
    return at(node, TEST);
  }

  /** The source where all that binds less than a level needs brackets. */
  private static String at(PyNode node, int level) {
    return switch (node.kind()) {
      case CONSTANT -> (node.parts().isEmpty() ? "" : "u") + constant(node.value());
      case NAME, FORMATTED -> (String) node.value();
      case ATTRIBUTE -> attribute(node);
      case SUBSCRIPT -> at(node.part(0), ATOM) + "[" + index(node.part(1)) + "]";
      case SLICE -> slice(node.parts());
      case CALL -> at(node.part(0), ATOM) + arguments(node);
      case KEYWORD -> (node.value() == null ? "**" : node.value() + "=") + of(node.part(0));
      case STARRED -> "*" + at(node.part(0), BITWISE);
      case LIST -> "[" + items(node.parts()) + "]";
      case TUPLE -> bracketed(tuple(node.parts()), node.parts().isEmpty() || level > TUPLE);
      case SET -> "{" + items(node.parts()) + "}";
      case DICT -> "{" + pairs(node.parts()) + "}";
      case COMPREHENSION -> comprehension(node);
      case CLAUSE -> clause(node);
      default -> OPERATORS.text(node, level);
    };
  }

  private static String bracketed(String text, boolean brackets) {
    return brackets ? "(" + text + ")" : text;
  }

  private static String constant(Object value) {
    return value == Ellipsis.VALUE
        ? "..."
        : value instanceof Double || value instanceof Complex
            ? PythonRepr.repr(value).replace("inf", "1e309")
            : PythonRepr.repr(value);
  }

  private static String attribute(PyNode node) {
    PyNode of = node.part(0);
    boolean whole = of.is(Kind.CONSTANT) && PyMath.isWhole(of.value());
    return at(of, ATOM) + (whole ? " " : "") + "." + node.value();
  }

  private static String index(PyNode node) {
    return node.is(Kind.TUPLE) && !node.parts().isEmpty() ? tuple(node.parts()) : of(node);
  }

  private static String slice(List<PyNode> parts) {
    String step = parts.get(2) == null ? "" : ":" + of(parts.get(2));
    return bound(parts.get(0)) + ":" + bound(parts.get(1)) + step;
  }

  private static String bound(PyNode node) {
    return node == null ? "" : of(node);
  }

  /** Positional arguments come first, as the tree keeps both kinds apart. */
  private static String arguments(PyNode call) {
    List<PyNode> all = call.parts().subList(1, call.parts().size());
    if (all.size() == 1 && all.get(0).is(Kind.COMPREHENSION) && all.get(0).value().equals("()")) {
      return "(" + of(all.get(0)) + ")";
    }
    String positional = items(all.stream().filter(a -> !a.is(Kind.KEYWORD)).toList());
    String named = items(all.stream().filter(a -> a.is(Kind.KEYWORD)).toList());
    return "(" + positional + (positional.isEmpty() || named.isEmpty() ? "" : ", ") + named + ")";
  }

  private static String items(List<PyNode> parts) {
    return parts.stream().map(PyUnparse::of).collect(Collectors.joining(", "));
  }

  private static String tuple(List<PyNode> parts) {
    return items(parts) + (parts.size() == 1 ? "," : "");
  }

  private static String pairs(List<PyNode> parts) {
    return IntStream.range(0, parts.size() / 2)
        .mapToObj(i -> pair(parts.get(2 * i), parts.get(2 * i + 1)))
        .collect(Collectors.joining(", "));
  }

  private static String pair(PyNode key, PyNode value) {
    return key == null ? "**" + at(value, BITWISE) : of(key) + ": " + of(value);
  }

  private static String comprehension(PyNode node) {
    String brackets = (String) node.value();
    PyNode each = node.part(0);
    String first = each.is(Kind.DICT) && brackets.equals("{}") ? pairs(each.parts()) : of(each);
    return node.parts().stream()
        .skip(1)
        .map(PyUnparse::of)
        .collect(Collectors.joining("", brackets.charAt(0) + first, "" + brackets.charAt(1)));
  }

  private static String clause(PyNode node) {
    var text = new StringBuilder(" " + node.value() + "for ");
    text.append(at(node.part(0), TUPLE)).append(" in ").append(at(node.part(1), OR));
    node.parts().stream().skip(2).forEach(test -> text.append(" if ").append(at(test, OR)));
    return text.toString();
  }
}
