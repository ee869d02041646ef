package minitron.text.jinja.builtin;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minitron.python.PythonJson;
import minitron.text.jinja.value.Arguments.Bound;
import minitron.text.jinja.value.Arithmetic;
import minitron.text.jinja.value.Types;
import minitron.text.jinja.value.Undefined;
import minitron.text.jinja.value.Values;

/** Filters of numbers. */
final class NumberFilters {
  private NumberFilters() {}

  static Map<String, Filter> all() {
    Map<String, Filter> all = new HashMap<>();
    all.put("abs", (v, p, l) -> abs(v));
    all.put("int", (v, p, l) -> whole(v, p.bind("int", "default? base?")));
    all.put("float", (v, p, l) -> real(v, p.bind("float", "default?")));
    all.put("round", (v, p, l) -> round(v, p.bind("round", "precision? method?")));
    return all;
  }

  private static Object abs(Object value) {
    if (!Types.isNumber(value)) {
      throw Types.wrong(value, "bad operand type for abs(): '%s'");
    }
    return value instanceof Double real
        ? (Object) Math.abs(real)
        : PythonJson.whole(Types.whole(value).abs());
  }

  private static Object whole(Object value, Bound passed) {
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    }
    Optional<Number> whole = Optional.empty();
    if (value instanceof String text) {
      int base = (int) passed.whole(1, 10);
      if (!List.of(2, 8, 10, 16).contains(base)) {
        throw new IllegalArgumentException(
            "the base " + base + " is not known here; 2, 8, 10 and 16 are");
      }
      whole = Numbers.whole(text, base).or(() -> Numbers.real(text).flatMap(Numbers::truncated));
    } else if (value instanceof Double real) {
      if (Double.isInfinite(real)) {
        throw new IllegalArgumentException("cannot convert float infinity to integer");
      }
      whole = Numbers.truncated(real);
    } else if (Types.isNumber(value)) {
      whole = Optional.of(PythonJson.whole(Types.whole(value)));
    }
    return whole.isPresent() ? whole.get() : passed.has(0) ? passed.get(0) : (Object) 0L;
  }

  private static Object real(Object value, Bound passed) {
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (Types.isNumber(value)) {
      return Types.real(value);
    }
    Optional<Double> real =
        value instanceof String text ? Numbers.real(text) : Optional.<Double>empty();
    return real.isPresent() ? real.get() : passed.has(0) ? passed.get(0) : (Object) 0.0;
  }

  private static Object round(Object value, Bound passed) {
    String method = passed.text(1, "common");
    long precision = passed.whole(0, 0);
    if (method.equals("common")) {
      return Numbers.round(value, precision);
    }
    if (!method.equals("ceil") && !method.equals("floor")) {
      throw new IllegalArgumentException("method must be common, ceil or floor");
    }
    if (!Types.isNumber(value)) {
      throw Types.wrong(value, "must be real number, not %s");
    }
    Object power = Arithmetic.of("**", 10L, precision);
    double scaled = Types.real(Arithmetic.of("*", value, power));
    double edge = method.equals("ceil") ? Math.ceil(scaled) : Math.floor(scaled);
    return Arithmetic.of("/", PythonJson.whole(new BigDecimal(edge).toBigInteger()), power);
  }

  /** The sum of what is given one by one, from a start. */
  static Object sum(Iterable<Object> items, Object start) {
    if (start instanceof String) {
      throw new IllegalArgumentException("sum() can't sum strings [use ''.join(seq) instead]");
    }
    Object sum = start;
    for (Object item : items) {
      sum = Arithmetic.of("+", sum, item);
    }
    return sum;
  }

  /** {@code len(value)}. */
  static long length(Object value) {
    return Values.length(value)
        .orElseThrow(() -> Types.wrong(value, "object of type '%s' has no len()"));
  }
}
