package minitron.text.jinja;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import minitron.python.PythonValues;
import minitron.text.jinja.value.Arguments;
import minitron.text.jinja.value.Attributes;
import minitron.text.jinja.value.Boxes;
import minitron.text.jinja.value.Function;
import minitron.text.jinja.value.Printed;
import minitron.text.jinja.value.Undefined;

/** The variable {@code loop}: where a loop is. It looks one item ahead only when it is asked to. */
final class Loop implements Attributes, Function, Printed {
  private Iterator<Object> items;
  private Optional<Integer> length;
  private final int depth;
  private final Optional<Function> recursion;
  private int index = -1;
  private Object before;
  private Object current;
  private Object ahead;
  private boolean peeked;
  private List<Object> changed;

  /**
   * A loop before its first item.
   *
   * @param length of the items; empty if they must be counted
   * @param depth of loops that call themselves, from 0
   * @param recursion renders the loop for other items, where it may call itself
   */
  Loop(Iterator<Object> items, Optional<Integer> length, int depth, Optional<Function> recursion) {
    this.items = items;
    this.length = length;
    this.depth = depth;
    this.recursion = recursion;
  }

  /** Whether there is another item. */
  boolean advance() {
    if (!peek()) {
      return false;
    }
    index++;
    before = current;
    current = ahead;
    peeked = false;
    return true;
  }

  Object current() {
    return current;
  }

  private boolean peek() {
    if (!peeked && items.hasNext()) {
      ahead = items.next();
      peeked = true;
    }
    return peeked;
  }

  private int length() {
    if (length.isEmpty()) {
      List<Object> rest = new ArrayList<>();
      items.forEachRemaining(rest::add);
      items = rest.iterator();
      length = Optional.of(rest.size() + index + 1 + (peeked ? 1 : 0));
    }
    return length.get();
  }

  @Override
  public Optional<Object> attribute(String name) {
    Object value =
        switch (name) {
          case "index" -> index + 1L;
          case "index0" -> (long) index;
          case "first" -> index == 0;
          case "last" -> !peek();
          case "length" -> (long) length();
          case "revindex" -> (long) length() - index;
          case "revindex0" -> length() - index - 1L;
          case "depth" -> depth + 1L;
          case "depth0" -> (long) depth;
          case "previtem" ->
              index == 0 ? new Undefined("there is no previous item") : Boxes.boxed(before);
          case "nextitem" -> peek() ? Boxes.boxed(ahead) : new Undefined("there is no next item");
          case "cycle" -> (Function) this::cycle;
          case "changed" -> (Function) this::changed;
          default -> null;
        };
    return Optional.ofNullable(value);
  }

  private Object cycle(Arguments passed) {
    if (passed.positional().isEmpty()) {
      throw new IllegalArgumentException("no items for cycling given");
    }
    return passed.positional().get(index % passed.positional().size());
  }

  private Object changed(Arguments passed) {
    boolean changes = changed == null || !PythonValues.equal(changed, passed.positional());
    changed = passed.positional();
    return changes;
  }

  @Override
  public Object call(Arguments passed) {
    return recursion
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The loop must have the 'recursive' marker to be called recursively."))
        .call(passed);
  }

  @Override
  public String repr() {
    return "<LoopContext " + (index + 1) + "/" + length() + ">";
  }
}
