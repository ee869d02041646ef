package minitron.search;

import java.util.OptionalDouble;
import minitron.model.ModelConfig;

/**
 * An architecture that is within the limits.
 *
 * @param name its layers and hidden channels, and its heads where some are dropped: {@code 12 × 96}
 * @param footprint what it takes
 * @param milliseconds of a piece of work that was measured, if it was
 */
public record Candidate(String name, Footprint footprint, OptionalDouble milliseconds) {
  static Candidate of(ModelConfig from, Footprint footprint) {
    ModelConfig c = footprint.config();
    boolean allHeads = c.numAttentionHeads() == from.numAttentionHeads();
    String heads = allHeads ? "" : ", " + c.numAttentionHeads() + " heads";
    String name = c.numHiddenLayers() + " × " + c.hiddenSize() + heads;
    return new Candidate(name, footprint, OptionalDouble.empty());
  }

  /** The same with what it took to do a piece of work. */
  public Candidate took(double ms) {
    return new Candidate(name, footprint, OptionalDouble.of(ms));
  }

  /** The architecture. */
  public ModelConfig config() {
    return footprint.config();
  }
}
