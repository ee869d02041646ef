package minitron.text.chat.rows;

import java.util.Arrays;
import java.util.List;
import minitron.text.BlockOrder;
import minitron.text.chat.Pack;

/**
 * The samples of every step: each epoch takes every sample once, shuffled anew by its own number,
 * and its last step has what is left. It keeps the order of an epoch, so it is for one run.
 */
public final class Epochs {
  private final List<Pack> samples;
  private final int batch;
  private final BlockOrder order;
  private final long whole; // tokens of an epoch
  private long kept = -1;
  private long[] seen; // tokens of the first samples of an epoch

  /**
   * Epochs of samples.
   *
   * @param batch samples a step
   */
  public Epochs(List<Pack> samples, long seed, int batch) {
    this.samples = List.copyOf(samples);
    this.batch = batch;
    this.order = new BlockOrder(samples.size(), seed);
    this.whole = samples.stream().mapToLong(Pack::size).sum();
  }

  /** Steps of an epoch. */
  public long steps() {
    return ((long) samples.size() + batch - 1) / batch;
  }

  /** Steps of so many epochs, or of a part of one. */
  public long steps(double epochs) {
    return Math.max(1, (long) Math.ceil(epochs * steps()));
  }

  /** How many steps it takes to see so many tokens. */
  public long stepsTo(long tokens) {
    long steps = tokens / whole * steps();
    while (tokensAt(steps) < tokens) {
      steps++;
    }
    return Math.max(1, steps);
  }

  /** The samples of a step, counted from 0. */
  public List<Pack> at(long step) {
    int[] indices = order.epoch(step / steps());
    int first = first(step);
    int[] own = Arrays.copyOfRange(indices, first, Math.min(indices.length, first + batch));
    return Arrays.stream(own).mapToObj(samples::get).toList();
  }

  private int first(long step) {
    return Math.toIntExact(step % steps() * batch);
  }

  /** Tokens seen after so many steps. */
  public long tokensAt(long steps) {
    long epoch = steps / steps();
    if (epoch != kept) {
      seen = Arrays.stream(order.epoch(epoch)).mapToLong(i -> samples.get(i).size()).toArray();
      Arrays.parallelPrefix(seen, Long::sum);
      kept = epoch;
    }
    int first = first(steps);
    return epoch * whole + (first == 0 ? 0 : seen[first - 1]);
  }
}
