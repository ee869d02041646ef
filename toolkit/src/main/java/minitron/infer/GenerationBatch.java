package minitron.infer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import minitron.model.TokenBatch;

/** Places of texts that are written together: the first rows of a cache, one a text. */
final class GenerationBatch {
  private final NextLogits model;
  private final KeyValueCache cache;
  private final int count;
  private final Sampling sampling;
  private final NDManager manager;
  private final List<Sequence> texts = new ArrayList<>();
  // The rows that got a token last, from here to the end of the texts.
  private int fresh;

  /**
   * Empty places.
   *
   * @param room the most tokens of a text, its prompt included
   */
  GenerationBatch(NextLogits model, int count, int room, Sampling sampling, NDManager manager) {
    this.model = model;
    this.cache = new KeyValueCache(model.model(), count, room, manager);
    this.count = count;
    this.sampling = sampling;
    this.manager = manager;
  }

  /** How many places are free. */
  int free() {
    return count - texts.size();
  }

  /**
   * Reads prompts in one pass, and writes the first token after each.
   *
   * @throws IllegalStateException if the logits are no numbers
   */
  void enter(List<Sequence> entering) {
    fresh = texts.size();
    texts.addAll(entering);
    read(new TokenBatch(entering.stream().map(Sequence::prompt).toArray(int[][]::new)), true);
  }

  /** Writes a token of every text. */
  void step() {
    fresh = 0;
    read(
        new TokenBatch(texts.stream().map(t -> new int[] {t.last()}).toArray(int[][]::new)), false);
  }

  private void read(TokenBatch next, boolean checked) {
    List<Sequence> writing = texts.subList(fresh, texts.size());
    try (NDManager scope = manager.newSubManager()) {
      NDArray logitsRV = model.after(scope, next, cache.rows(fresh, writing.size()));
      if (checked && logitsRV.isNaN().any().getBoolean()) {
        throw new NanException("A logit after a prompt");
      }
      int[] picked = pick(logitsRV, writing);
      for (int r = 0; r < picked.length; r++) {
        writing.get(r).add(picked[r]);
      }
    }
  }

  private int[] pick(NDArray logitsRV, List<Sequence> writing) {
    if (sampling.temperature() == 0) {
      return Arrays.stream(logitsRV.argMax(1).toLongArray()).mapToInt(Math::toIntExact).toArray();
    }
    float[] logits = logitsRV.toFloatArray();
    int wide = logits.length / writing.size();
    var picked = new int[writing.size()];
    for (int r = 0; r < picked.length; r++) {
      float[] own = Arrays.copyOfRange(logits, r * wide, (r + 1) * wide);
      picked[r] = sampling.draw(own, writing.get(r).draws());
    }
    return picked;
  }

  /** Takes out the texts that are finished among those that got a token last. */
  List<Sequence> leave(Predicate<int[]> finished) {
    List<Sequence> left = new ArrayList<>();
    for (int row = texts.size() - 1; row >= fresh; row--) {
      if (finished.test(texts.get(row).generated())) {
        left.add(texts.get(row));
        close(row);
      }
    }
    return left;
  }

  /** The last text takes the place that becomes free, so that the texts stay together. */
  private void close(int row) {
    int last = texts.size() - 1;
    cache.move(last, row);
    texts.set(row, texts.get(last));
    texts.remove(last);
  }
}
