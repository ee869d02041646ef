package minitron.text;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Blocks of tokens of one length that follow each other in a text; a tail that fills none is left.
 */
public final class Blocks {
  private final int[] tokens;
  private final int start;
  private final int length;
  private final int count;

  /** Blocks that share the array, which must not change. */
  Blocks(int[] tokens, int start, int length, int count) {
    this.tokens = tokens;
    this.start = start;
    this.length = length;
    this.count = count;
  }

  /** How many blocks there are. */
  public int count() {
    return count;
  }

  /** The tokens of a block. */
  public int length() {
    return length;
  }

  /**
   * A copy of a block's tokens.
   *
   * @param index from 0
   */
  public int[] block(int index) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException(
          "Block %d was asked for; allowed: 0 to %d.".formatted(index, count - 1));
    }
    int from = start + index * length;
    return Arrays.copyOfRange(tokens, from, from + length);
  }

  /**
   * The first blocks in the order of the text, (n, length).
   *
   * @throws IllegalArgumentException if there are fewer
   */
  public int[][] first(int n) {
    checkCount(n);
    return IntStream.range(0, n).mapToObj(this::block).toArray(int[][]::new);
  }

  /**
   * Blocks drawn without repetition, (n, length): the first of the shuffled order of epoch 0.
   *
   * @throws IllegalArgumentException if there are fewer
   */
  public int[][] sample(long seed, int n) {
    checkCount(n);
    return batch(seed, 0, n);
  }

  /**
   * The batch of a training step, (batchSize, length): each epoch takes every block once, shuffled
   * anew by its own number, and a batch may reach into the next epoch.
   *
   * @param step from 0
   */
  public int[][] batch(long seed, long step, int batchSize) {
    if (step < 0 || batchSize < 1) {
      throw new IllegalArgumentException(
          "Step %d of batches of %d was asked for; allowed: steps from 0 and batches of 1 or more."
              .formatted(step, batchSize));
    }
    int[] taken = new BlockOrder(count, seed).take(Math.multiplyExact(step, batchSize), batchSize);
    return Arrays.stream(taken).mapToObj(this::block).toArray(int[][]::new);
  }

  private void checkCount(int n) {
    if (n < 1 || n > count) {
      throw new IllegalArgumentException(
          "%d blocks of %d tokens were asked for; allowed: 1 to %d, or take more text or a shorter length."
              .formatted(n, length, count));
    }
  }
}
