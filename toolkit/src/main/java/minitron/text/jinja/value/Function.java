package minitron.text.jinja.value;

/** What can be called. */
@FunctionalInterface
public interface Function {
  /**
   * Calls it.
   *
   * @throws IllegalArgumentException for arguments that it does not take
   */
  Object call(Arguments arguments);
}
