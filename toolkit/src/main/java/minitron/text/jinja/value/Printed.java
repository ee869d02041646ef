package minitron.text.jinja.value;

/** A value that Python has no class for here, but a text. */
public interface Printed {
  /** As {@code repr} prints it. */
  String repr();
}
