package minitron.eval.bfcl.python;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minitron.eval.bfcl.python.PyNode.Kind;
import minitron.python.PythonText;
import minitron.python.Tuple;

/**
 * The calls that a Python expression makes, as BFCL's {@code ast_parse} reads them: positional
 * arguments are dropped, a sign is always a minus, a name stands for its text.
 */
public final class PyCalls {
  private PyCalls() {}

  /**
   * The calls of an expression that is one call, or a list, tuple or set of calls.
   *
   * @return for each call a dict of its name and its arguments, a dict too
   * @throws IllegalArgumentException for any other expression
   */
  public static List<Object> of(String text) {
    PyNode body = PyParser.parse(stripQuotes(PythonText.strip(text)));
    if (body.is(Kind.CALL)) {
      return new ArrayList<>(List.of(call(body)));
    }
    if (!body.is(Kind.LIST) && !body.is(Kind.TUPLE) && !body.is(Kind.SET)) {
      throw new IllegalArgumentException("this is neither a call nor a list of calls");
    }
    List<Object> calls = new ArrayList<>();
    for (PyNode item : body.parts()) {
      if (!item.is(Kind.CALL)) {
        throw new IllegalArgumentException("an item is not a call: " + PyUnparse.of(item));
      }
      calls.add(call(item));
    }
    return calls;
  }

  private static String stripQuotes(String text) {
    return text.replaceAll("^'+|'+$", "");
  }

  private static Map<String, Object> call(PyNode call) {
    Map<Object, Object> arguments = new LinkedHashMap<>();
    for (PyNode argument : call.parts().subList(1, call.parts().size())) {
      if (argument.is(Kind.KEYWORD)) {
        arguments.put(argument.value(), value(argument.part(0)));
      }
    }
    return new LinkedHashMap<>(Map.of(name(call.part(0)), arguments));
  }

  /** The attributes' names, and the name they begin with if it is one. */
  private static String name(PyNode function) {
    List<String> parts = new ArrayList<>();
    PyNode node = function;
    while (node.is(Kind.ATTRIBUTE)) {
      parts.add((String) node.value());
      node = node.part(0);
    }
    if (node.is(Kind.NAME)) {
      parts.add((String) node.value());
    }
    Collections.reverse(parts);
    return String.join(".", parts);
  }

  private static Object value(PyNode node) {
    return switch (node.kind()) {
      case CONSTANT -> node.value() == Ellipsis.VALUE ? "..." : node.value();
      case UNARY -> minus(node.part(0));
      case LIST -> items(node);
      case TUPLE -> new Tuple(items(node));
      case DICT -> PyDicts.of(node.parts(), PyCalls::value);
      case BINARY -> PyEval.value(node);
      case NAME -> node.value();
      case CALL ->
          node.parts().stream().anyMatch(part -> part.is(Kind.KEYWORD))
              ? call(node)
              : PyUnparse.of(node);
      case SUBSCRIPT -> PyUnparse.of(node.part(0)) + "[" + PyUnparse.of(node.part(1)) + "]";
      default -> throw new IllegalArgumentException("this is no value: " + PyUnparse.of(node));
    };
  }

  private static Object minus(PyNode operand) {
    if (!operand.is(Kind.CONSTANT) || !PyMath.isNumber(operand.value())) {
      throw new IllegalArgumentException("a sign before what is no number");
    }
    return PyMath.negated(operand.value());
  }

  private static List<Object> items(PyNode node) {
    List<Object> items = new ArrayList<>();
    node.parts().forEach(part -> items.add(value(part)));
    return items;
  }
}
