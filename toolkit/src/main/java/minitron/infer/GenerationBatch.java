package minitron.infer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import minitron.model.NanException;
import minitron.model.TokenBatch;

/** Places of texts that are written together: the first rows of a cache, one a text. */
final class GenerationBatch {
  /** A text that is written: its prompt, its own draws, and its tokens so far. */
  static final class Text {
    /** Which of the prompts is its own. */
    final int index;

    final int[] prompt;
    private final Random draws;
    int[] generated = {};

    /**
     * A text without a new token.
     *
     * @param draws its own, so that it does not depend on what is written beside it
     */
    Text(int index, int[] prompt, Random draws) {
      this.index = index;
      this.prompt = prompt;
      this.draws = draws;
    }

    private void add(int token) {
      generated = Arrays.copyOf(generated, generated.length + 1);
      generated[generated.length - 1] = token;
    }
  }

  private final NextLogits model;
  private final KeyValueCache cache;
  private final int count;
  private final Sampling sampling;
  private final NDManager manager;
  private final List<Text> texts = new ArrayList<>();
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
  void enter(List<Text> entering) {
    fresh = texts.size();
    texts.addAll(entering);
    read(text -> text.prompt, true);
  }

  /** Writes a token of every text. */
  void step() {
    fresh = 0;
    read(text -> new int[] {text.generated[text.generated.length - 1]}, false);
  }

  private void read(Function<Text, int[]> unread, boolean checked) {
    List<Text> writing = texts.subList(fresh, texts.size());
    var next = new TokenBatch(writing.stream().map(unread).toArray(int[][]::new));
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

  private int[] pick(NDArray logitsRV, List<Text> writing) {
    if (sampling.temperature() == 0) {
      return Arrays.stream(logitsRV.argMax(1).toLongArray()).mapToInt(Math::toIntExact).toArray();
    }
    float[] logits = logitsRV.toFloatArray();
    int wide = logits.length / writing.size();
    var picked = new int[writing.size()];
    for (int r = 0; r < picked.length; r++) {
      float[] own = Arrays.copyOfRange(logits, r * wide, (r + 1) * wide);
      picked[r] = sampling.draw(own, writing.get(r).draws);
    }
    return picked;
  }

  /** Takes out the texts that are finished among those that got a token last. */
  List<Text> leave(Predicate<int[]> finished) {
    List<Text> left = new ArrayList<>();
    for (int row = texts.size() - 1; row >= fresh; row--) {
      if (finished.test(texts.get(row).generated)) {
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
