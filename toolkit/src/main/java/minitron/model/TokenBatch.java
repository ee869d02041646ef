package minitron.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import minitron.tensor.Kernels;
import minitron.text.chat.Pack;
import minitron.text.chat.SideBySide;

/**
 * Token ids of some samples, which may be of different lengths. Those of a text stand in a row
 * each: short ones are padded on the right, where causal attention keeps the padding from every
 * real token, and no sum counts it. Conversations stand side by side in one row without padding;
 * attention stays inside each, and only their supervised tokens count.
 */
public final class TokenBatch {
  private final int[][] rows;
  private final SideBySide talk; // of no sample if these are no conversations

  /**
   * A batch of samples.
   *
   * @param rows the ids, sample by sample; at least one sample, and a token in each
   */
  public TokenBatch(int[]... rows) {
    if (rows.length == 0 || Arrays.stream(rows).anyMatch(row -> row.length == 0)) {
      throw new IllegalArgumentException("A batch needs at least one sample and no empty one.");
    }
    this.rows = rows.clone();
    this.talk = new SideBySide(List.of());
  }

  /**
   * A batch of conversations.
   *
   * @param packs the samples; at least one
   */
  public TokenBatch(List<Pack> packs) {
    if (packs.isEmpty()) {
      throw new IllegalArgumentException("A batch needs at least one sample.");
    }
    this.rows = packs.stream().map(Pack::ids).toArray(int[][]::new);
    this.talk = new SideBySide(packs);
  }

  /** Samples in batches of up to {@code size}, in their order. */
  public static List<TokenBatch> split(int[][] rows, int size) {
    List<TokenBatch> batches = new ArrayList<>();
    for (int first = 0; first < rows.length; first += size) {
      int end = Math.min(rows.length, first + size);
      batches.add(new TokenBatch(Arrays.copyOfRange(rows, first, end)));
    }
    return batches;
  }

  /** Tokens of several batches without padding. */
  public static long tokens(List<TokenBatch> batches) {
    return batches.stream().mapToLong(TokenBatch::tokens).sum();
  }

  /** The first half of its samples and the second; itself if it has but one. */
  public List<TokenBatch> halves() {
    return parts((rows.length + 1) / 2);
  }

  /** Parts of up to {@code size} samples, in their order. */
  public List<TokenBatch> parts(int size) {
    return isText() ? split(rows, size) : of(talk.samples(), size);
  }

  /** Conversations in batches of up to {@code size} samples, in their order. */
  public static List<TokenBatch> of(List<Pack> packs, int size) {
    List<TokenBatch> batches = new ArrayList<>();
    for (int first = 0; first < packs.size(); first += size) {
      batches.add(new TokenBatch(packs.subList(first, Math.min(packs.size(), first + size))));
    }
    return batches;
  }

  /** Samples. */
  public int size() {
    return rows.length;
  }

  /** Places of a row: the tokens of the longest sample, or of all conversations. */
  public int time() {
    return isText() ? Arrays.stream(lengths()).max().orElseThrow() : tokens();
  }

  /** Rows: one a sample, or one in all. */
  private int height() {
    return isText() ? rows.length : 1;
  }

  /** Where each sample begins in the flattened batch. */
  private int[] starts() {
    int time = time();
    int[] starts = IntStream.range(0, rows.length).map(b -> b * time).toArray();
    for (int b = 1; !isText() && b < starts.length; b++) {
      starts[b] = starts[b - 1] + rows[b - 1].length;
    }
    return starts;
  }

  /** Tokens without padding. */
  public int tokens() {
    return Arrays.stream(lengths()).sum();
  }

  /**
   * What the LM loss averages over: tokens that have a next one in their sample, or, in
   * conversations, a supervised next one.
   */
  public int targets() {
    return isText() ? tokens() - rows.length : talk.targets();
  }

  /** What a divergence averages over: all tokens, or, in conversations, the targets. */
  public int compared() {
    return isText() ? tokens() : targets();
  }

  /**
   * Where in its only row each conversation begins, and where the last ends; empty if the samples
   * are no conversations.
   */
  public long[] bounds() {
    return isText() ? new long[0] : talk.bounds();
  }

  private boolean isText() {
    return talk.samples().isEmpty();
  }

  /** The ids of a sample, without padding. */
  public int[] row(int sample) {
    return rows[sample].clone();
  }

  /** Tokens of each sample, without padding. */
  public int[] lengths() {
    return Arrays.stream(rows).mapToInt(row -> row.length).toArray();
  }

  /** Places in the flattened batch of each sample's last token. */
  public NDArray lastPositions(NDManager manager) {
    int[] starts = starts();
    return manager.create(
        IntStream.range(0, rows.length).mapToLong(b -> starts[b] + rows[b].length - 1).toArray());
  }

  /** The ids (B, T) int64, padded with 0; (1, T) of conversations. */
  public NDArray ids(NDManager manager) {
    var ids = new long[height() * time()];
    int[] starts = starts();
    for (int b = 0; b < rows.length; b++) {
      for (int t = 0; t < rows[b].length; t++) {
        ids[starts[b] + t] = rows[b][t];
      }
    }
    return manager.create(ids, new Shape(height(), time()));
  }

  /** 1 where there is a token, else 0 (B, T, 1). */
  public NDArray mask(NDManager manager) {
    var mask = new float[height() * time()];
    int[] starts = starts();
    for (int b = 0; b < rows.length; b++) {
      Arrays.fill(mask, starts[b], starts[b] + rows[b].length, 1);
    }
    return manager.create(mask, new Shape(height(), time(), 1));
  }

  /** Places of all tokens in the flattened batch; {@link Kernels#NONE} if that is every place. */
  public NDArray tokenPositions(NDManager manager) {
    return tokens() == height() * time() ? Kernels.NONE : positions(manager, 0);
  }

  /** Places in the flattened batch of the tokens whose next one is predicted. */
  public NDArray targetPositions(NDManager manager) {
    return isText()
        ? positions(manager, 1)
        : manager.create(Arrays.stream(talk.supervised()).mapToLong(place -> place - 1).toArray());
  }

  /** Places of what a divergence compares. */
  public NDArray comparedPositions(NDManager manager) {
    return isText() ? tokenPositions(manager) : targetPositions(manager);
  }

  private NDArray positions(NDManager manager, int leftOut) {
    int[] starts = starts();
    return manager.create(
        IntStream.range(0, rows.length)
            .flatMap(b -> IntStream.range(starts[b], starts[b] + rows[b].length - leftOut))
            .asLongStream()
            .toArray());
  }

  /** The next token of each, in the order of {@link #targetPositions}. */
  public NDArray nextTokens(NDManager manager) {
    int[] ids = talk.ids();
    IntStream next =
        isText()
            ? Arrays.stream(rows).flatMapToInt(row -> Arrays.stream(row, 1, row.length))
            : Arrays.stream(talk.supervised()).map(place -> ids[place]);
    return manager.create(next.asLongStream().toArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenBatch batch
        && Arrays.deepEquals(rows, batch.rows)
        && talk.equals(batch.talk);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.deepHashCode(rows) + talk.hashCode();
  }
}
