package minitron.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The keys and values of tokens that a model has read, so that the next ones are computed alone.
 * Rows may be of different lengths: a row's padding is never seen, and is overwritten.
 */
public final class KeyValueCache {
  private final Rope rope;
  private final List<NDArray> keys = new ArrayList<>();
  private final List<NDArray> values = new ArrayList<>();
  private final int capacity;
  private final int[] lengths;

  /**
   * An empty cache, whose arrays belong to {@code manager}.
   *
   * @param capacity the most tokens of a row
   */
  public KeyValueCache(Decoder model, int rows, int capacity, NDManager manager) {
    ModelConfig config = model.config();
    this.rope = Rope.of(config, capacity, manager);
    this.capacity = capacity;
    this.lengths = new int[rows];
    var shape = new Shape(rows, config.numKeyValueHeads(), capacity, config.headDim());
    for (int i = 0; i < model.layers().size(); i++) {
      keys.add(manager.zeros(shape));
      values.add(manager.zeros(shape));
    }
  }

  /** Tokens of a row. */
  public int length(int row) {
    return lengths[row];
  }

  /** Tokens of the longest row. */
  int longest() {
    return Arrays.stream(lengths).max().orElse(0);
  }

  /** The attention of a pass over {@code time} more tokens a row, padding included. */
  Attention attention(int time, NDManager manager) {
    NDArray pastR = manager.create(Arrays.stream(lengths).asLongStream().toArray());
    boolean even = Arrays.stream(lengths).distinct().count() == 1;
    int seen = longest() + time;
    if (seen > capacity) {
      throw new IllegalArgumentException(
          "The cache has room for " + capacity + " tokens a row, but " + seen + " are needed.");
    }
    return (k, layer, qRTA, kRTA, vRTA) ->
        k.cachedAttention(
            qRTA,
            kRTA,
            vRTA,
            rope.cosTD(),
            rope.sinTD(),
            keys.get(layer),
            values.get(layer),
            pastR,
            seen,
            even);
  }

  /** Counts the tokens that a pass has read, row by row, padding excluded. */
  void advance(int[] read) {
    for (int r = 0; r < lengths.length; r++) {
      lengths[r] += read[r];
    }
  }
}
