package minitron.infer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import minitron.model.Attention;
import minitron.model.Decoder;
import minitron.model.ModelConfig;
import minitron.model.Rope;
import minitron.tensor.CachePositions;
import minitron.tensor.Copies;
import minitron.tensor.Kernels;
import minitron.tensor.Seen;

/**
 * The keys and values of tokens that a model has read, so that the next ones are computed alone.
 * Rows may be of different lengths: a row's padding is never seen, and is overwritten.
 */
public final class KeyValueCache {
  private final ModelConfig config;
  // Of each layer (R, S, A): rows, positions, the channels of all groups.
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
    this.config = model.config();
    this.capacity = capacity;
    this.lengths = new int[rows];
    var shape = new Shape(rows, capacity, (long) config.numKeyValueHeads() * config.headDim());
    NDArray like = model.normC();
    int type = model.precision().code();
    Kernels k = new Kernels(manager);
    for (int i = 0; i < model.layers().size(); i++) {
      keys.add(Copies.zeros(k, like, shape, type));
      values.add(Copies.zeros(k, like, shape, type));
    }
  }

  /** Puts one row in another's place, and forgets where it stood: a row moved to itself is gone. */
  public void move(int from, int to) {
    if (from != to) {
      try (NDManager scope = keys.get(0).getManager().newSubManager()) {
        Kernels k = new Kernels(scope);
        for (List<NDArray> all : List.of(keys, values)) {
          all.forEach(array -> Copies.putRows(k, array, Copies.takeRows(k, array, from, 1), to));
        }
      }
      lengths[to] = lengths[from];
    }
    lengths[from] = 0;
  }

  /** Some rows that lie together, to be read on. */
  public Rows rows(int first, int count) {
    return new Rows(first, count);
  }

  /** Rows of the cache that the next pass is about. */
  public final class Rows {
    private final int first;
    private final int count;

    private Rows(int first, int count) {
      this.first = first;
      this.count = count;
    }

    /** Tokens of the longest row. */
    public int longest() {
      return past().max().orElse(0);
    }

    private IntStream past() {
      return Arrays.stream(lengths, first, first + count);
    }

    /** The attention of a pass over {@code time} more tokens a row, padding included. */
    public Attention attention(int time, NDManager manager) {
      CachePositions pass = pass(time, manager);
      return layer -> Seen.inCache(pass, keys.get(layer), values.get(layer));
    }

    private CachePositions pass(int time, NDManager manager) {
      int seen = longest() + time;
      if (seen > capacity) {
        throw new IllegalArgumentException(
            "The cache has room for " + capacity + " tokens a row, but " + seen + " are needed.");
      }
      int[] positions = past().flatMap(p -> IntStream.range(p, p + time)).toArray();
      Rope rope = Rope.at(config, positions, manager);
      var shape = new Shape(count, time, 1, config.headDim());
      return new CachePositions(
          rope.cosT1D().reshape(shape),
          rope.sinT1D().reshape(shape),
          manager.create(places(positions, time)),
          manager.create(past().asLongStream().toArray()),
          first,
          seen,
          past().distinct().count() == 1);
    }

    private long[] places(int[] positions, int time) {
      return IntStream.range(0, positions.length)
          .mapToLong(i -> (first + i / time) * (long) capacity + positions[i])
          .toArray();
    }

    /** Counts the tokens that a pass has read, row by row, padding excluded. */
    public void advance(int[] read) {
      for (int r = 0; r < count; r++) {
        lengths[first + r] += read[r];
      }
    }
  }
}
