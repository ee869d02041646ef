package minitron.eval.ifeval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import minitron.python.PythonRegex;
import minitron.python.PythonRepr;
import minitron.python.PythonText;
import minitron.python.PythonValues;

/**
 * What an instruction asks in particular, such as how many words.
 *
 * @param values Python's values by name; what Python takes for false counts as not said
 */
record Kwargs(Map<String, Object> values) {
  private static final String LESS_THAN = "less than";
  private static final String AT_LEAST = "at least";

  Kwargs {
    Map<String, Object> said = new LinkedHashMap<>(values);
    said.values().removeIf(value -> !PythonValues.isTrue(value));
    values = said;
  }

  String text(String name) {
    if (values.get(name) instanceof String text) {
      return text;
    }
    throw wrong(name, "a text");
  }

  /** A text without the spaces around it. */
  String stripped(String name) {
    return PythonText.strip(text(name));
  }

  /** A text of one character. */
  String letter(String name) {
    if (PythonText.length(text(name)) != 1) {
      throw wrong(name, "one character");
    }
    return text(name);
  }

  /** A whole number, 1 or more. */
  int count(String name) {
    double value = values.get(name) instanceof Number number ? number.doubleValue() : 0;
    if (value < 1 || value != (int) value) {
      throw wrong(name, "a whole number from 1");
    }
    return (int) value;
  }

  List<String> texts(String name) {
    if (!(values.get(name) instanceof List<?> list)
        || !list.stream().allMatch(String.class::isInstance)) {
      throw wrong(name, "a list of texts");
    }
    return list.stream().map(String.class::cast).toList();
  }

  /** A regular expression that knows no case, made of a text that is taken as it is. */
  Pattern pattern(String name, String regex) {
    try {
      return PythonRegex.compile(regex, PythonRegex.IGNORECASE);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " is searched as one: " + e.getMessage(), e);
    }
  }

  /** A relation to a number: {@code at least 3}. */
  IntPredicate relation(String relation, String number) {
    int limit = count(number);
    return isAtLeast(relation) ? n -> n >= limit : n -> n < limit;
  }

  /** The same in words. */
  String relationInWords(String relation, String number) {
    return text(relation) + " " + count(number);
  }

  private boolean isAtLeast(String relation) {
    String text = text(relation);
    if (!text.equals(AT_LEAST) && !text.equals(LESS_THAN)) {
      throw wrong(relation, "\"%s\" or \"%s\"".formatted(AT_LEAST, LESS_THAN));
    }
    return text.equals(AT_LEAST);
  }

  private IllegalArgumentException wrong(String name, String allowed) {
    return new IllegalArgumentException(
        values.containsKey(name)
            ? "%s must be %s, but is %s".formatted(name, allowed, PythonRepr.repr(values.get(name)))
            : "%s is missing: it must be %s".formatted(name, allowed));
  }
}
