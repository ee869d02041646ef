package minitron.eval.bfcl;

import java.util.List;
import minitron.python.PythonRepr;

/**
 * Whether a value is of its parameter's type.
 *
 * @param verdict what is wrong
 * @param variable whether the answer names a variable, so that the value is compared as it is
 */
record TypeCheck(Verdict verdict, boolean variable) {

  /**
   * Checks a value.
   *
   * @param options the values that are right
   * @param declared the type as messages name it
   * @param items the type of the value's items; null if that is not checked
   */
  static TypeCheck of(
      String parameter, Object value, List<?> options, String declared, PyType type, PyType items) {
    PyType answered = answered(options);
    boolean variable = answered != null && answered != type;
    PyType own = PyType.of(value);
    boolean nested = false;
    if (own == type) {
      if (items == null || anyFits(parameter, (List<?>) value, options, items)) {
        return new TypeCheck(Verdict.VALID, variable);
      }
      nested = true;
    }
    if (own == answered) {
      return new TypeCheck(
          nested ? nested(parameter, value, declared, items) : Verdict.VALID, true);
    }
    String error =
        "Incorrect type for parameter %s. Expected type %s, got %s. Parameter value: %s."
            .formatted(PythonRepr.repr(parameter), declared, own.title(), PythonRepr.repr(value));
    Verdict simple =
        nested
            ? Verdict.wrong(
                "type_error:simple",
                nested(parameter, value, declared, items).errors().get(0),
                error)
            : Verdict.wrong("type_error:simple", error);
    return new TypeCheck(simple, false);
  }

  private static Verdict nested(String parameter, Object value, String declared, PyType items) {
    return Verdict.wrong(
        "type_error:nested",
        "Nested type checking failed for parameter %s. Expected outer type %s with inner type <class '%s'>. Parameter value: %s."
            .formatted(
                PythonRepr.repr(parameter), declared, items.title(), PythonRepr.repr(value)));
  }

  /** The type of the first option that is not left out. */
  private static PyType answered(List<?> options) {
    for (Object option : options) { // an option may be None, which a stream cannot find
      if (!"".equals(option)) {
        return PyType.of(option);
      }
    }
    return null;
  }

  /** An option that is no list accepts items of any type. */
  private static boolean anyFits(String parameter, List<?> value, List<?> options, PyType items) {
    return options.stream()
        .anyMatch(
            option ->
                !(option instanceof List<?> right)
                    || value.stream()
                        .allMatch(
                            item ->
                                of(parameter, item, right, items.title(), items, null)
                                    .verdict
                                    .valid()));
  }
}
