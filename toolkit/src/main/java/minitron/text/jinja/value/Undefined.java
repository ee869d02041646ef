package minitron.text.jinja.value;

import minitron.python.PythonRepr;

/**
 * What a variable, attribute or item is that there is not: it prints nothing, is not true and has
 * no items; all else is an error with its message.
 *
 * @param message why there is none
 */
public record Undefined(String message) implements Printed {
  /** A variable that there is not. */
  public static Undefined variable(String name) {
    return new Undefined(PythonRepr.repr(name) + " is undefined");
  }

  /** The error of whoever needs more than nothing. */
  public IllegalArgumentException error() {
    return new IllegalArgumentException(message);
  }

  @Override
  public String repr() {
    return "Undefined";
  }

  /** All are equal, as in Jinja2. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Undefined;
  }

  @Override
  public int hashCode() {
    return 0;
  }
}
