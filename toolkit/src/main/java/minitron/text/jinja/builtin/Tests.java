package minitron.text.jinja.builtin;

import java.util.Map;
import java.util.Set;
import minitron.python.PythonValues;
import minitron.text.jinja.value.Arguments;
import minitron.text.jinja.value.Arithmetic;
import minitron.text.jinja.value.Comparison;
import minitron.text.jinja.value.Function;
import minitron.text.jinja.value.Types;
import minitron.text.jinja.value.Undefined;
import minitron.text.jinja.value.Values;
import minitron.text.jinja.value.View;

/** What stands behind {@code is}. */
final class Tests {
  static final Set<String> NAMES =
      Set.of(
          "odd",
          "even",
          "divisibleby",
          "defined",
          "undefined",
          "filter",
          "test",
          "none",
          "boolean",
          "false",
          "true",
          "integer",
          "float",
          "lower",
          "upper",
          "string",
          "mapping",
          "number",
          "sequence",
          "iterable",
          "callable",
          "sameas",
          "escaped",
          "in",
          "==",
          "eq",
          "equalto",
          "!=",
          "ne",
          ">",
          "gt",
          "greaterthan",
          "ge",
          ">=",
          "<",
          "lt",
          "lessthan",
          "<=",
          "le");

  private Tests() {}

  static boolean of(String name, Object value, Arguments passed) {
    return switch (name) {
      case "divisibleby", "sameas", "in" -> related(name, value, passed.bind(name, "other").get(0));
      case "==", "eq", "equalto" -> compared("==", value, passed);
      case "!=", "ne" -> compared("!=", value, passed);
      case ">", "gt", "greaterthan" -> compared(">", value, passed);
      case ">=", "ge" -> compared(">=", value, passed);
      case "<", "lt", "lessthan" -> compared("<", value, passed);
      case "<=", "le" -> compared("<=", value, passed);
      default -> {
        passed.bind(name, "");
        yield alone(name, value);
      }
    };
  }

  private static boolean compared(String sign, Object value, Arguments passed) {
    return Comparison.holds(sign, value, passed.bind("test", "other").get(0));
  }

  private static boolean related(String name, Object value, Object other) {
    return switch (name) {
      case "divisibleby" -> PythonValues.equal(Arithmetic.of("%", value, other), 0L);
      case "in" -> Values.contains(other, value);
      default -> same(value, other);
    };
  }

  /** Of what Python has one of only; whether two equal numbers or texts are one is chance there. */
  private static boolean same(Object value, Object other) {
    if (value == other || (value instanceof Boolean && value.equals(other))) {
      return true;
    }
    if (Types.isNumber(value) || value instanceof String) {
      if (value.equals(other) && !(value instanceof Boolean)) {
        throw new IllegalArgumentException(
            "the test 'sameas' is known here of none, true and false only; use == instead");
      }
    }
    return false;
  }

  private static boolean alone(String name, Object value) {
    return switch (name) {
      case "defined" -> !(value instanceof Undefined);
      case "undefined" -> value instanceof Undefined;
      case "none" -> value == null;
      case "boolean" -> value instanceof Boolean;
      case "true" -> Boolean.TRUE.equals(value);
      case "false" -> Boolean.FALSE.equals(value);
      case "integer" -> Types.isWhole(value);
      case "float" -> value instanceof Double;
      case "number" -> Types.isNumber(value);
      case "string" -> value instanceof String;
      case "mapping" -> value instanceof Map;
      case "iterable" -> Values.isIterable(value);
      case "callable" -> value instanceof Function || value instanceof Undefined;
      case "sequence" -> isSequence(value);
      case "odd" -> PythonValues.equal(Arithmetic.of("%", value, 2L), 1L);
      case "even" -> PythonValues.equal(Arithmetic.of("%", value, 2L), 0L);
      case "lower" -> Cases.isLower(Values.str(value));
      case "upper" -> Cases.isUpper(Values.str(value));
      case "escaped" -> false;
      default -> throw new IllegalArgumentException("No test named '" + name + "'.");
    };
  }

  /** What has a length and items that can be asked for. */
  private static boolean isSequence(Object value) {
    return !(value instanceof View) && Values.length(value).isPresent();
  }
}
