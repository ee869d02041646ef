package minitron.text.jinja;

import java.util.LinkedHashMap;
import java.util.Map;
import minitron.python.PythonJson;
import minitron.text.jinja.builtin.PercentFormat;
import minitron.text.jinja.value.Arguments;
import minitron.text.jinja.value.Arithmetic;
import minitron.text.jinja.value.Function;
import minitron.text.jinja.value.Types;
import minitron.text.jinja.value.Values;

/** What expressions do with values that are known. */
final class Operators {
  private Operators() {}

  static Object binary(String sign, Object left, Object right) {
    return sign.equals("%") && left instanceof String text
        ? PercentFormat.of(text, right)
        : Arithmetic.of(sign, left, right);
  }

  static Object signed(String sign, Object value) {
    if (!Types.isNumber(value)) {
      throw Types.wrong(value, "bad operand type for unary " + sign + ": '%s'");
    }
    if (value instanceof Double number) {
      return sign.equals("-") ? -number : number;
    }
    return PythonJson.whole(sign.equals("-") ? Types.whole(value).negate() : Types.whole(value));
  }

  /** Calls what can be called. */
  static Object call(Object of, Arguments passed) {
    if (of instanceof Function function) {
      return function.call(passed);
    }
    throw Types.wrong(of, "'%s' object is not callable");
  }

  static Map<String, Object> names(Object value) {
    if (!(value instanceof Map<?, ?> dict)) {
      throw Types.wrong(value, "argument after ** must be a mapping, not %s");
    }
    Map<String, Object> names = new LinkedHashMap<>();
    dict.forEach((name, one) -> names.put(Values.str(name), one));
    return names;
  }
}
