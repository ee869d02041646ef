package minitron.train;

import java.util.Locale;
import java.util.Optional;
import minitron.tensor.Precision;

/**
 * How a training run goes. The defaults are Table 4 of the paper for Llama-3.1-Minitron-4B, with
 * tokens, batch and length of a desk instead of 32 nodes.
 *
 * @param tokens how many to train on
 * @param learningRate the peak
 * @param minLearningRate the rate at the end
 * @param warmUpSteps steps of the linear warm-up
 * @param batch samples a step
 * @param length tokens a sample
 * @param precision of the matrix products
 * @param seed of the order of the samples
 * @param checkpoints where and how often to write the whole state, if at all
 */
public record TrainOptions(
    long tokens,
    double learningRate,
    double minLearningRate,
    long warmUpSteps,
    int batch,
    int length,
    Precision precision,
    long seed,
    Optional<CheckpointPlan> checkpoints) {

  /** A warm-up that is scaled from the paper's: 40 of 9960 steps, at least 10. */
  public static final long SCALED = -1;

  /** Peak 1e-4, minimum 1e-5, scaled warm-up, 8 samples of 256 tokens, float32. */
  public static final TrainOptions DEFAULT =
      new TrainOptions(1_000_000, 1e-4, 1e-5, SCALED, 8, 256, Precision.F32, 0, Optional.empty());

  /** Checks every value alone and against the others. */
  public TrainOptions {
    positive("tokens", tokens);
    positive("batch", batch);
    positive("length", length);
    if (!(learningRate > 0) || !Double.isFinite(learningRate)) {
      throw new IllegalArgumentException(
          "learning rate " + learningRate + ": a number above 0 is needed, such as 1e-4.");
    }
    if (!(minLearningRate >= 0) || minLearningRate > learningRate) {
      throw new IllegalArgumentException(
          "minimum learning rate " + minLearningRate + ": allowed are 0 to " + learningRate + ".");
    }
    if (length < 2) {
      throw new IllegalArgumentException("length 1: a sample needs a token and a next one.");
    }
    if (warmUpSteps < 0 && warmUpSteps != SCALED) {
      throw new IllegalArgumentException(
          "warm-up " + warmUpSteps + ": 0 or more steps are needed.");
    }
  }

  private static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " " + value + ": at least 1 is needed.");
    }
  }

  /** The same options with another number of tokens. */
  public TrainOptions tokens(long count) {
    return new TrainOptions(
        count,
        learningRate,
        minLearningRate,
        warmUpSteps,
        batch,
        length,
        precision,
        seed,
        checkpoints);
  }

  /** The same options with another peak; the minimum keeps its ratio to it. */
  public TrainOptions learningRate(double peak) {
    double minimum = peak * (minLearningRate / learningRate);
    return new TrainOptions(
        tokens, peak, minimum, warmUpSteps, batch, length, precision, seed, checkpoints);
  }

  /** The same options with another rate at the end. */
  public TrainOptions minLearningRate(double minimum) {
    return new TrainOptions(
        tokens, learningRate, minimum, warmUpSteps, batch, length, precision, seed, checkpoints);
  }

  /** The same options with one rate from the first step to the last. */
  public TrainOptions constantRate(double rate) {
    return new TrainOptions(tokens, rate, rate, 0, batch, length, precision, seed, checkpoints);
  }

  /** The same options with another warm-up. */
  public TrainOptions warmUp(long steps) {
    return new TrainOptions(
        tokens, learningRate, minLearningRate, steps, batch, length, precision, seed, checkpoints);
  }

  /** The same options with another number of samples a step. */
  public TrainOptions batch(int samples) {
    return new TrainOptions(
        tokens,
        learningRate,
        minLearningRate,
        warmUpSteps,
        samples,
        length,
        precision,
        seed,
        checkpoints);
  }

  /** The same options with another number of tokens a sample. */
  public TrainOptions length(int tokensASample) {
    return new TrainOptions(
        tokens,
        learningRate,
        minLearningRate,
        warmUpSteps,
        batch,
        tokensASample,
        precision,
        seed,
        checkpoints);
  }

  /** The same options with another precision. */
  public TrainOptions precision(Precision other) {
    return new TrainOptions(
        tokens,
        learningRate,
        minLearningRate,
        warmUpSteps,
        batch,
        length,
        other,
        seed,
        checkpoints);
  }

  /** The same options with another order of the samples. */
  public TrainOptions seed(long other) {
    return new TrainOptions(
        tokens,
        learningRate,
        minLearningRate,
        warmUpSteps,
        batch,
        length,
        precision,
        other,
        checkpoints);
  }

  /** The same options with checkpoints. */
  public TrainOptions checkpoints(CheckpointPlan plan) {
    return new TrainOptions(
        tokens,
        learningRate,
        minLearningRate,
        warmUpSteps,
        batch,
        length,
        precision,
        seed,
        Optional.of(plan));
  }

  /** Steps in all: enough to see the tokens. */
  public long steps() {
    long each = (long) batch * length;
    return (tokens + each - 1) / each;
  }

  /** Steps of the warm-up, scaled if they are to be; never more than there are. */
  public long warmUp() {
    long scaled = Math.max(10, Math.round(steps() * 40 / 9960.0));
    return Math.min(steps(), warmUpSteps == SCALED ? scaled : warmUpSteps);
  }

  Schedule schedule() {
    return new Schedule(learningRate, minLearningRate, warmUp(), steps());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d steps of %d × %d tokens, learning rate %.1e to %.1e after %d of warm-up, %s, seed %d",
        steps(),
        batch,
        length,
        learningRate,
        minLearningRate,
        warmUp(),
        precision,
        seed);
  }
}
