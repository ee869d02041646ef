package minitron.prune;

import java.util.ArrayList;
import java.util.List;

/**
 * A block of layers, counted from 0.
 *
 * @param first its first layer
 * @param end the layer after its last
 */
record Span(int first, int end) {
  /**
   * Every block of the given sizes, size by size.
   *
   * @throws IllegalArgumentException for a size that there is none of
   */
  static List<Span> all(int layers, int... sizes) {
    List<Span> all = new ArrayList<>();
    for (int size : sizes) {
      if (size < 1 || size > layers) {
        throw new IllegalArgumentException(
            "A block of %s layers cannot be removed from a model of %s: allowed sizes are 1 to %s."
                .formatted(size, layers, layers));
      }
      for (int first = 0; first + size <= layers; first++) {
        all.add(new Span(first, first + size));
      }
    }
    return all;
  }

  /** As people count: {@code layers 1 to 2} for the first two. */
  @Override
  public String toString() {
    return "layers " + (first + 1) + " to " + end;
  }
}
