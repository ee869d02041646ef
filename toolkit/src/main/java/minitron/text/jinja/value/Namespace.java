package minitron.text.jinja.value;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What holds attributes that a template sets; they outlive the loop that sets them. */
public final class Namespace implements Attributes, Printed {
  private final Map<String, Object> attributes = new LinkedHashMap<>();

  /** With attributes to begin with. */
  public Namespace(Map<String, Object> attributes) {
    this.attributes.putAll(attributes);
  }

  /** Sets an attribute. */
  public void set(String name, Object value) {
    attributes.put(name, value);
  }

  @Override
  public Optional<Object> attribute(String name) {
    return attributes.containsKey(name)
        ? Optional.of(Boxes.boxed(attributes.get(name)))
        : Optional.empty();
  }

  @Override
  public String repr() {
    return "<Namespace " + Values.repr(attributes) + ">";
  }
}
