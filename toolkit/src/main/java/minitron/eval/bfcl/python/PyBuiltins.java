package minitron.eval.bfcl.python;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import minitron.eval.bfcl.python.PyNode.Kind;
import minitron.python.Bytes;
import minitron.python.PythonJson;
import minitron.python.PythonRepr;
import minitron.python.PythonText;
import minitron.python.Tuple;

/** The few of Python's functions that models put into sums; of one value or a few numbers. */
final class PyBuiltins {
  private PyBuiltins() {}

  /**
   * What a call gives.
   *
   * @param value from a tree to its value
   * @throws IllegalArgumentException for any other function, and for values that it refuses
   */
  static Object call(PyNode call, Function<PyNode, Object> value) {
    PyNode function = call.part(0);
    List<PyNode> given = call.parts().subList(1, call.parts().size());
    boolean plain = given.stream().noneMatch(a -> a.is(Kind.KEYWORD) || a.is(Kind.STARRED));
    if (!function.is(Kind.NAME) || !plain || given.isEmpty()) {
      throw unknown(PyUnparse.of(call));
    }
    List<Object> values = given.stream().map(value).toList();
    return values.size() == 1
        ? ofOne((String) function.value(), values.get(0))
        : ofSeveral((String) function.value(), values);
  }

  private static IllegalArgumentException unknown(String call) {
    return new IllegalArgumentException("this is not called here: " + call);
  }

  private static Object ofOne(String name, Object value) {
    return switch (name) {
      case "len" -> (long) length(value);
      case "str" -> PythonRepr.str(value);
      case "int" -> present(value instanceof String text ? PyNumbers.whole(text) : whole(value));
      case "float" ->
          present(value instanceof String text ? PyNumbers.number(text) : PyMath.real(value));
      case "abs" -> PyMath.real(value) < 0 ? PyMath.negated(value) : PyMath.binary("+", value, 0L);
      case "sum" -> items(value).stream().reduce(0L, (a, b) -> PyMath.binary("+", a, b));
      case "min", "max" -> ofSeveral(name, items(value));
      default -> throw unknown(name);
    };
  }

  private static Object ofSeveral(String name, List<Object> values) {
    Comparator<Object> order = Comparator.comparingDouble(PyMath::real);
    return switch (name) {
      case "min" -> values.stream().reduce((a, b) -> order.compare(b, a) < 0 ? b : a).orElseThrow();
      case "max" -> values.stream().reduce((a, b) -> order.compare(b, a) > 0 ? b : a).orElseThrow();
      case "pow" -> PyMath.binary("**", values.get(0), values.get(1));
      default -> throw unknown(name);
    };
  }

  private static Object present(Object value) {
    if (value == null) {
      throw new IllegalArgumentException("this text is no number");
    }
    return value;
  }

  private static Number whole(Object value) {
    if (!(value instanceof Double number)) {
      return (Number) PyMath.binary("+", value, 0L);
    }
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw new IllegalArgumentException("this is no whole number");
    }
    return PythonJson.whole(new BigDecimal(number).toBigInteger());
  }

  private static List<Object> items(Object value) {
    return value instanceof Tuple tuple ? tuple.items() : List.copyOf((List<?>) value);
  }

  private static int length(Object value) {
    if (value instanceof String text) {
      return PythonText.length(text);
    }
    if (value instanceof Bytes bytes) {
      return bytes.latin1().length();
    }
    if (value instanceof Map<?, ?> dict) {
      return dict.size();
    }
    if (value instanceof List || value instanceof Tuple) {
      return items(value).size();
    }
    throw unknown("len");
  }
}
