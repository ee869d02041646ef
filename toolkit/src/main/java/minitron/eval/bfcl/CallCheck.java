package minitron.eval.bfcl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minitron.python.PythonRepr;
import minitron.python.Tuple;

/**
 * Whether one call is an expected one.
 *
 * @param language what its values are written in
 */
record CallCheck(Language language) {

  /**
   * Checks a call.
   *
   * @param doc the expected function's description; null where none has its name
   * @param call a dict of the name and its arguments
   * @param answer a dict of the expected name and, of each parameter, the values that are right
   * @throws RuntimeException where the leaderboard's own checker stops
   */
  Verdict of(FunctionDoc doc, Map<?, ?> call, Map<String, Object> answer) {
    Map<String, Object> right = FunctionDoc.dict(answer.values().iterator().next());
    if (!call.containsKey(doc.name())) {
      return Verdict.wrong(
          "simple_function_checker:wrong_func_name",
          "Function name %s not found in model output.".formatted(PythonRepr.repr(doc.name())));
    }
    Map<?, ?> given = (Map<?, ?>) call.get(doc.name());
    for (Object required : doc.required()) {
      if (!given.containsKey(required)) {
        return Verdict.wrong(
            "simple_function_checker:missing_required",
            "Missing required parameter: %s.".formatted(PythonRepr.repr(required)));
      }
    }
    for (Map.Entry<?, ?> parameter : given.entrySet()) {
      Verdict verdict = parameter(doc, parameter.getKey(), parameter.getValue(), right);
      if (!verdict.valid()) {
        return verdict;
      }
    }
    return optional(given, right);
  }

  private static Verdict optional(Map<?, ?> given, Map<String, Object> right) {
    for (Map.Entry<String, Object> parameter : right.entrySet()) {
      if (!given.containsKey(parameter.getKey()) && !ValueCheck.mayLack(parameter.getValue())) {
        return Verdict.wrong(
            "simple_function_checker:missing_optional",
            "Optional parameter %s not provided and not marked as optional."
                .formatted(PythonRepr.repr(parameter.getKey())));
      }
    }
    return Verdict.VALID;
  }

  private Verdict parameter(FunctionDoc doc, Object name, Object given, Map<String, Object> right) {
    if (!(name instanceof String parameter)
        || !doc.parameters().containsKey(parameter)
        || !right.containsKey(parameter)) {
      return Verdict.wrong(
          "simple_function_checker:unexpected_param",
          "Unexpected parameter: %s.".formatted(PythonRepr.repr(name)));
    }
    String declared = doc.type(parameter);
    PyType type = language.type(declared);
    if (language != Language.PYTHON && !(given instanceof String)) {
      return notText(parameter, given);
    }
    String itemType = language.checksItems(declared) ? doc.itemType(parameter) : null;
    PyType items = itemType == null ? null : language.type(itemType);
    Object value = converted(given, declared, itemType);
    List<?> options = FunctionDoc.list(right.get(parameter));
    TypeCheck check = TypeCheck.of(parameter, value, options, declared, type, items);
    return check.verdict().valid() && !check.variable()
        ? value(parameter, value, options, type, items)
        : check.verdict().valid() ? ValueCheck.other(parameter, value, options) : check.verdict();
  }

  private Verdict notText(String parameter, Object value) {
    return Verdict.wrong(
        language == Language.JAVA ? "type_error:java" : "type_error:js",
        "Incorrect type for parameter %s. Expected type String, got %s. Parameter value: %s."
            .formatted(
                PythonRepr.repr(parameter), PyType.of(value).title(), PythonRepr.repr(value)));
  }

  private Object converted(Object given, String declared, String items) {
    if (language != Language.PYTHON) {
      return language.converted((String) given, declared, items);
    }
    if (declared.equals("tuple") && given instanceof Tuple tuple) {
      return new ArrayList<>(tuple.items());
    }
    return declared.equals("float") && PyType.of(given) == PyType.INT
        ? (Object) ((Number) given).doubleValue()
        : given;
  }

  private static Verdict value(
      String parameter, Object value, List<?> options, PyType type, PyType items) {
    return switch (type) {
      case DICT -> ValueCheck.dict(value, options);
      case STR -> ValueCheck.text(parameter, (String) value, options);
      case LIST ->
          items == PyType.DICT
              ? ValueCheck.dicts((List<?>) value, options)
              : ValueCheck.list(parameter, (List<?>) value, options);
      default -> ValueCheck.other(parameter, value, options);
    };
  }
}
