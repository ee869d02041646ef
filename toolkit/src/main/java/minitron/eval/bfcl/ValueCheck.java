package minitron.eval.bfcl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import minitron.python.PythonRepr;
import minitron.python.PythonValues;

/** Whether a value of the right type is one of those that are right. */
final class ValueCheck {
  private ValueCheck() {}

  /**
   * A text without blanks and {@code , . / - _ * ^}, in lower case, each single quote a double one.
   */
  static String standard(String text) {
    return text.replaceAll("[ ,./\\-_*^]", "").toLowerCase(Locale.ROOT).replace('\'', '"');
  }

  private static Object standard(Object value) {
    return value instanceof String text ? standard(text) : value;
  }

  /** {@code value in options}. */
  static boolean in(Object value, List<?> options) {
    return options.stream().anyMatch(option -> PythonValues.equal(value, option));
  }

  static Verdict other(String parameter, Object value, List<?> options) {
    return in(value, options)
        ? Verdict.VALID
        : Verdict.wrong("value_error:others", invalid(parameter, value, options));
  }

  private static String invalid(Object parameter, Object value, List<?> options) {
    return "Invalid value for parameter %s: %s. Expected one of %s."
        .formatted(PythonRepr.repr(parameter), PythonRepr.repr(value), PythonRepr.repr(options));
  }

  static Verdict text(String parameter, String value, List<?> options) {
    boolean right =
        options.stream().anyMatch(option -> option instanceof String text && equal(text, value));
    return right
        ? Verdict.VALID
        : Verdict.wrong(
            "value_error:string", invalid(parameter, value, options) + " Case insensitive.");
  }

  private static boolean equal(String one, String other) {
    return standard(one).equals(standard(other));
  }

  static Verdict list(String parameter, List<?> value, List<?> options) {
    List<Object> own = standards(value);
    List<Object> right = new ArrayList<>();
    options.forEach(option -> right.add(standards(letters(option))));
    return in(own, right)
        ? Verdict.VALID
        : Verdict.wrong("value_error:list/tuple", invalid(parameter, value, options));
  }

  private static List<Object> standards(List<?> items) {
    List<Object> all = new ArrayList<>();
    items.forEach(item -> all.add(standard(item)));
    return all;
  }

  /** What Python walks through: of a text its letters, of a dict its keys. */
  private static List<?> letters(Object option) {
    return option instanceof String text
        ? text.codePoints().mapToObj(Character::toString).toList()
        : FunctionDoc.list(option);
  }

  /** A dict is right as one of the options is; the last one's fault is told. */
  static Verdict dict(Object value, List<?> options) {
    Verdict verdict = Verdict.wrong("dict_checker:unclear");
    for (Object option : options) {
      if (!"".equals(option)) {
        verdict = dict((Map<?, ?>) value, FunctionDoc.dict(option));
        if (verdict.valid()) {
          return verdict;
        }
      }
    }
    return verdict;
  }

  private static Verdict dict(Map<?, ?> value, Map<String, Object> option) {
    Verdict verdict = given(value, option);
    for (Map.Entry<String, Object> right : option.entrySet()) {
      if (!value.containsKey(right.getKey()) && !mayLack(right.getValue())) {
        List<String> errors = new ArrayList<>(verdict.errors());
        errors.add("Missing dict key parameter: '" + right.getKey() + "'.");
        return new Verdict("value_error:dict_key", errors, List.of());
      }
    }
    return verdict;
  }

  private static Verdict given(Map<?, ?> value, Map<String, Object> option) {
    for (Map.Entry<?, ?> entry : value.entrySet()) {
      Object key = entry.getKey();
      if (!(key instanceof String) || !option.containsKey(key)) {
        return Verdict.wrong(
            "value_error:dict_key",
            "Unexpected dict key parameter: '" + PythonRepr.str(key) + "'.");
      }
      List<Object> right = standards(letters(option.get(key)));
      if (!in(standard(entry.getValue()), right)) {
        return Verdict.wrong("value_error:dict_value", invalid(key, entry.getValue(), right));
      }
    }
    return Verdict.VALID;
  }

  /** {@code "" in options}, which is true of every text. */
  static boolean mayLack(Object options) {
    return options instanceof String || FunctionDoc.list(options).contains("");
  }

  static Verdict dicts(List<?> value, List<?> options) {
    Verdict verdict = Verdict.wrong("list_dict_checker:unclear");
    for (Object option : options) {
      List<?> right = letters(option);
      verdict =
          right.size() == value.size()
              ? each(value, right)
              : Verdict.wrong(
                  "value_error:list_dict_count", "Wrong number of dictionaries in the list.");
      if (verdict.valid()) {
        return verdict;
      }
    }
    return verdict;
  }

  private static Verdict each(List<?> value, List<?> right) {
    for (int i = 0; i < value.size(); i++) {
      Verdict verdict = dict(value.get(i), List.of(right.get(i)));
      if (!verdict.valid()) {
        return verdict;
      }
    }
    return Verdict.VALID;
  }
}
