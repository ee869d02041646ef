package minitron.text.jinja;

import java.util.HashMap;
import java.util.Map;
import minitron.text.jinja.value.Undefined;

/** Variables, of which those of an inner block hide those around it. */
final class Scope {
  private final Scope outer;
  private final Map<String, Object> variables = new HashMap<>();

  private Scope(Scope outer) {
    this.outer = outer;
  }

  /** The outermost variables. */
  static Scope of(Map<String, Object> variables) {
    var scope = new Scope(null);
    scope.variables.putAll(variables);
    return scope;
  }

  /** A block's own, inside of these. */
  Scope inner() {
    return new Scope(this);
  }

  /** A variable's value; undefined if there is none. */
  Object get(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      if (scope.variables.containsKey(name)) {
        return scope.variables.get(name);
      }
    }
    return Undefined.variable(name);
  }

  void set(String name, Object value) {
    variables.put(name, value);
  }
}
