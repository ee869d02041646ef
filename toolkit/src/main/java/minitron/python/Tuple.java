package minitron.python;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A Python tuple.
 *
 * @param items its values, of which some may be null
 */
public record Tuple(List<Object> items) {
  /** Keeps the items as they are now. */
  public Tuple {
    items = Collections.unmodifiableList(new ArrayList<>(items));
  }
}
