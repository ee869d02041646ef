package minitron.prune;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import minitron.checkpoint.Weight;
import minitron.model.CausalLm;

/** A model without some of its layers. */
public final class DepthDrop {
  private DepthDrop() {}

  /**
   * Drops layers, contiguous or not.
   *
   * @param dropped layers counted from 0
   * @throws IllegalArgumentException if one is not there, or none is left
   */
  public static CausalLm drop(CausalLm model, Collection<Integer> dropped) {
    int present = model.config().numHiddenLayers();
    var gone = new TreeSet<>(dropped);
    if (!gone.isEmpty() && (gone.first() < 0 || gone.last() >= present)) {
      int wrong = gone.first() < 0 ? gone.first() : gone.last();
      throw new IllegalArgumentException(
          "There is no layer %s to drop: the model has layers 1 to %s, both included."
              .formatted(wrong + 1, present));
    }
    int[] kept = IntStream.range(0, present).filter(i -> !gone.contains(i)).toArray();
    if (kept.length == 0) {
      throw new IllegalArgumentException(
          "All " + present + " layers would be dropped: at least one must stay.");
    }
    return model.with(model.config().withLayers(kept), renamed(model, kept));
  }

  private static Map<String, Weight> renamed(CausalLm model, int[] kept) {
    Map<String, Weight> weights = new LinkedHashMap<>();
    model
        .weights()
        .forEach(
            (name, weight) -> {
              if (!name.startsWith("model.layers.")) {
                weights.put(name, weight);
                return;
              }
              String[] parts = name.split("\\.", 4);
              int now = Arrays.binarySearch(kept, Integer.parseInt(parts[2]));
              if (now >= 0) {
                weights.put("model.layers." + now + "." + parts[3], weight);
              }
            });
    return weights;
  }
}
