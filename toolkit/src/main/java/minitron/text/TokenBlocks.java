package minitron.text;

import java.util.function.LongFunction;
import java.util.stream.IntStream;
import minitron.text.corpus.TokenStore;

/**
 * Blocks of tokens of one length that follow each other in a text; a tail that fills none is left.
 */
public final class TokenBlocks {
  private final TokenStore tokens;
  private final long start;
  private final int length;
  private final int count;

  TokenBlocks(TokenStore tokens, long start, int length, int count) {
    this.tokens = tokens;
    this.start = start;
    this.length = length;
    this.count = count;
  }

  /** How many blocks there are. */
  public int count() {
    return count;
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
    return tokens.copy(start + (long) index * length, length);
  }

  /** The first blocks in the order of the text, (n, length): so many, or all if there are fewer. */
  public int[][] atMost(int n) {
    int there = Math.min(n, count);
    checkCount(there);
    return IntStream.range(0, there).mapToObj(this::block).toArray(int[][]::new);
  }

  /**
   * Blocks drawn without repetition, (n, length): the first of the shuffled order of epoch 0.
   *
   * @throws IllegalArgumentException if there are fewer
   */
  public int[][] sample(long seed, int n) {
    checkCount(n);
    return batches(seed, n).apply(0);
  }

  /**
   * The batch of each training step from 0, (batchSize, length): each epoch takes every block once,
   * shuffled anew by its own number, and a batch may reach into the next epoch. It keeps the order
   * of an epoch, so it is for one run.
   */
  public LongFunction<int[][]> batches(long seed, int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException(
          "Batches of " + batchSize + " blocks were asked for; allowed: 1 or more.");
    }
    var order = new BlockOrder(count, seed);
    return step -> {
      long first = Math.multiplyExact(step, batchSize);
      return IntStream.range(0, batchSize)
          .mapToObj(i -> block(order.at(first + i)))
          .toArray(int[][]::new);
    };
  }

  private void checkCount(int n) {
    if (n < 1 || n > count) {
      throw new IllegalArgumentException(
          "%d blocks of %d tokens were asked for; allowed: 1 to %d, or take more text or a shorter length."
              .formatted(n, length, count));
    }
  }
}
