package minitron.text.jinja.builtin;

import minitron.python.PythonRepr;
import minitron.text.jinja.value.Types;
import minitron.text.jinja.value.Undefined;
import minitron.text.jinja.value.Values;

/** What a value has not, or may not be asked for. */
final class Lacking {
  private Lacking() {}

  /** An attribute or item that a value has not. */
  static Undefined of(Object value, Object key) {
    String type = value == null ? "None" : Types.name(value) + " object";
    return new Undefined(
        key instanceof String
            ? "'%s' has no attribute %s".formatted(type, PythonRepr.repr(key))
            : "%s has no element %s".formatted(type, Values.repr(key)));
  }

  /** An attribute that would change a value, or lead out of the template. */
  static Undefined unsafe(Object value, String name) {
    return new Undefined(
        "access to attribute '%s' of '%s' object is unsafe.".formatted(name, Types.name(value)));
  }
}
