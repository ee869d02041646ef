package minitron.text.jinja.value;

import java.util.Optional;

/** A value with attributes of its own. */
public interface Attributes {
  /** The attribute of a name; empty if there is none. A none is {@link Boxes#boxed boxed}. */
  Optional<Object> attribute(String name);
}
