package minitron.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import minitron.tensor.Kernels;

/**
 * Token ids of some samples, which may be of different lengths: short ones are padded on the right,
 * where causal attention keeps the padding from every real token, and no sum counts it.
 */
public final class TokenBatch {
  private final int[][] rows;

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
    return split(rows, size);
  }

  /** Samples. */
  public int size() {
    return rows.length;
  }

  /** The longest sample, tokens. */
  public int time() {
    return Arrays.stream(lengths()).max().orElseThrow();
  }

  /** Tokens without padding. */
  public int tokens() {
    return Arrays.stream(lengths()).sum();
  }

  /** Tokens that have a next one in their sample: what the LM loss averages over. */
  public int targets() {
    return tokens() - rows.length;
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
    int time = time();
    return manager.create(
        IntStream.range(0, rows.length)
            .mapToLong(b -> (long) b * time + rows[b].length - 1)
            .toArray());
  }

  /** The ids (B, T) int64, padded with 0. */
  public NDArray ids(NDManager manager) {
    int time = time();
    IntStream ids =
        Arrays.stream(rows).flatMapToInt(row -> Arrays.stream(Arrays.copyOf(row, time)));
    return manager.create(ids.asLongStream().toArray(), new Shape(rows.length, time));
  }

  /** 1 where there is a token, else 0 (B, T, 1). */
  public NDArray mask(NDManager manager) {
    int time = time();
    var mask = new float[rows.length * time];
    for (int b = 0; b < rows.length; b++) {
      Arrays.fill(mask, b * time, b * time + rows[b].length, 1);
    }
    return manager.create(mask, new Shape(rows.length, time, 1));
  }

  /** Places of all tokens in the flattened batch; {@link Kernels#NONE} if that is every place. */
  public NDArray tokenPositions(NDManager manager) {
    return tokens() == rows.length * time() ? Kernels.NONE : positions(manager, 0);
  }

  /** Places in the flattened batch of the tokens that have a next one. */
  public NDArray targetPositions(NDManager manager) {
    return positions(manager, 1);
  }

  private NDArray positions(NDManager manager, int leftOut) {
    int time = time();
    return manager.create(
        IntStream.range(0, rows.length)
            .flatMap(b -> IntStream.range(b * time, b * time + rows[b].length - leftOut))
            .asLongStream()
            .toArray());
  }

  /** The next token of each, in the order of {@link #targetPositions}. */
  public NDArray nextTokens(NDManager manager) {
    IntStream next = Arrays.stream(rows).flatMapToInt(row -> Arrays.stream(row, 1, row.length));
    return manager.create(next.asLongStream().toArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenBatch batch && Arrays.deepEquals(rows, batch.rows);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(rows);
  }
}
