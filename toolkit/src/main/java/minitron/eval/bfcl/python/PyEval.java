package minitron.eval.bfcl.python;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import minitron.python.Bytes;
import minitron.python.PythonValues;
import minitron.python.Tuple;

/**
 * What an operator's operands come to, where they are constants, lists, tuples and other operators:
 * a name has no value here, and few functions do.
 */
final class PyEval {
  private static final int LONGEST = 1 << 20;

  private PyEval() {}

  /**
   * The value of a tree.
   *
   * @throws IllegalArgumentException if it has none
   */
  static Object value(PyNode node) {
    return switch (node.kind()) {
      case CONSTANT -> node.value();
      case LIST -> items(node);
      case TUPLE -> new Tuple(items(node));
      case DICT -> PyDicts.of(node.parts(), PyEval::value);
      case NAME -> name(node);
      case UNARY -> unary((String) node.value(), value(node.part(0)));
      case BINARY -> binary((String) node.value(), value(node.part(0)), value(node.part(1)));
      case BOOLEAN -> bool(node);
      case CONDITIONAL -> value(node.part(PythonValues.isTrue(value(node.part(1))) ? 0 : 2));
      case CALL -> PyBuiltins.call(node, PyEval::value);
      default -> throw new IllegalArgumentException("this has no value here");
    };
  }

  private static Object name(PyNode node) {
    if (node.value().equals("__debug__")) {
      return true;
    }
    throw new IllegalArgumentException("a name has no value here: " + node.value());
  }

  private static List<Object> items(PyNode node) {
    List<Object> items = new ArrayList<>();
    node.parts().forEach(part -> items.add(value(part)));
    return items;
  }

  private static Object bool(PyNode node) {
    boolean all = node.value().equals("and");
    Object last = null;
    for (PyNode part : node.parts()) {
      last = value(part);
      if (PythonValues.isTrue(last) != all) {
        return last;
      }
    }
    return last;
  }

  private static Object unary(String operator, Object value) {
    if (operator.equals("not")) {
      return !PythonValues.isTrue(value);
    }
    if (!PyMath.isNumber(value) || (operator.equals("~") && !PyMath.isWhole(value))) {
      throw new IllegalArgumentException("bad operand type for unary " + operator);
    }
    Object minus = PyMath.negated(value);
    return switch (operator) {
      case "-" -> minus;
      case "+" -> PyMath.negated(minus);
      default -> PyMath.binary("-", minus, 1L);
    };
  }

  private static Object binary(String operator, Object a, Object b) {
    if (PyMath.isNumber(a) && PyMath.isNumber(b)) {
      return PyMath.binary(operator, a, b);
    }
    if (operator.equals("+")) {
      return joined(a, b);
    }
    if (operator.equals("*") && (PyMath.isWhole(a) || PyMath.isWhole(b))) {
      return PyMath.isWhole(a) ? repeated(b, a) : repeated(a, b);
    }
    if (operator.equals("%") && a instanceof String text) {
      return PyFormat.percent(text, b);
    }
    throw new IllegalArgumentException("unsupported operand types for " + operator);
  }

  private static Object joined(Object a, Object b) {
    if (a instanceof String one && b instanceof String other) {
      return one + other;
    }
    if (a instanceof Bytes one && b instanceof Bytes other) {
      return new Bytes(one.latin1() + other.latin1());
    }
    if (a instanceof List<?> one && b instanceof List<?> other) {
      return joined(one, other);
    }
    if (a instanceof Tuple one && b instanceof Tuple other) {
      return new Tuple(joined(one.items(), other.items()));
    }
    throw new IllegalArgumentException("unsupported operand types for +");
  }

  private static List<Object> joined(List<?> one, List<?> other) {
    List<Object> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  private static Object repeated(Object what, Object times) {
    BigInteger wanted = PyMath.whole(times).max(BigInteger.ZERO);
    int count = wanted.bitLength() > 20 ? LONGEST + 1 : wanted.intValue();
    if (what instanceof String text) {
      return text.repeat(fitting(count, text.length()));
    }
    if (what instanceof Bytes bytes) {
      return new Bytes(bytes.latin1().repeat(fitting(count, bytes.latin1().length())));
    }
    if (what instanceof List<?> list) {
      return repeated(list, fitting(count, list.size()));
    }
    if (what instanceof Tuple tuple) {
      return new Tuple(repeated(tuple.items(), fitting(count, tuple.items().size())));
    }
    throw new IllegalArgumentException("unsupported operand types for *");
  }

  private static int fitting(int count, int size) {
    if ((long) count * size > LONGEST) {
      throw new IllegalArgumentException("a repetition too long to be a parameter");
    }
    return size == 0 ? 0 : count;
  }

  private static List<Object> repeated(List<?> items, int count) {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.addAll(items);
    }
    return all;
  }
}
