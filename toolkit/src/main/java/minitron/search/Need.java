package minitron.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a piece of work holds in memory at its peak.
 *
 * @param work what it is
 * @param parts bytes by what they are for
 */
public record Need(String work, Map<String, Double> parts) {
  /** Keeps the parts in their order. */
  public Need {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** All of it. */
  public double bytes() {
    return parts.values().stream().mapToDouble(bytes -> bytes).sum();
  }

  /** A part; 0 if there is none of the name. */
  public double part(String name) {
    return parts.getOrDefault(name, 0.);
  }
}
