package minitron.train;

import java.util.Locale;
import java.util.Optional;
import minitron.report.Numbers;
import minitron.tensor.AdamW;
import minitron.tensor.Precision;

/**
 * How a training run goes. The defaults are Table 4 of the paper for Llama-3.1-Minitron-4B, with
 * tokens, batch and length of a desk instead of 32 nodes.
 *
 * @param tokens how many to train on
 * @param rates the learning rate along the way
 * @param sampling what a step sees
 * @param adam the optimiser's constants
 * @param precision of the matrix products
 * @param checkpoints where and how often to write the whole state, if at all
 */
public record TrainOptions(
    long tokens,
    Rates rates,
    Sampling sampling,
    AdamW adam,
    Precision precision,
    Optional<CheckpointPlan> checkpoints) {

  /** Peak 1e-4, minimum 1e-5, scaled warm-up, 8 samples of 256 tokens, float32. */
  public static final TrainOptions DEFAULT =
      new TrainOptions(
          1_000_000,
          new Rates(1e-4, 1e-5, Rates.SCALED),
          new Sampling(8, 256, 0),
          AdamW.MINITRON,
          Precision.F32,
          Optional.empty());

  /** Checks the number of tokens. */
  public TrainOptions {
    if (tokens < 1) {
      throw new IllegalArgumentException("tokens " + tokens + ": at least 1 is needed.");
    }
  }

  /** The same options with another number of tokens. */
  public TrainOptions tokens(long count) {
    return new TrainOptions(count, rates, sampling, adam, precision, checkpoints);
  }

  private TrainOptions rates(Rates other) {
    return new TrainOptions(tokens, other, sampling, adam, precision, checkpoints);
  }

  /** The same options with another peak; the minimum keeps its ratio to it. */
  public TrainOptions learningRate(double peak) {
    return rates(new Rates(peak, peak * (rates.minimum() / rates.peak()), rates.warmUp()));
  }

  /** The same options with another rate at the end. */
  public TrainOptions minLearningRate(double minimum) {
    return rates(new Rates(rates.peak(), minimum, rates.warmUp()));
  }

  /** The same options with one rate from the first step to the last. */
  public TrainOptions constantRate(double rate) {
    return rates(new Rates(rate, rate, 0));
  }

  /** The same options with another warm-up. */
  public TrainOptions warmUp(long steps) {
    return rates(new Rates(rates.peak(), rates.minimum(), steps));
  }

  /** The same run, with the numbers that it takes where these options leave them to its length. */
  TrainOptions settled() {
    return warmUp(rates.warmUpOf(steps()));
  }

  private TrainOptions sampling(Sampling other) {
    return new TrainOptions(tokens, rates, other, adam, precision, checkpoints);
  }

  /** The same options with another number of samples a step. */
  public TrainOptions batch(int samples) {
    return sampling(new Sampling(samples, sampling.length(), sampling.seed()));
  }

  /** The same options with another number of tokens a sample. */
  public TrainOptions length(int tokensASample) {
    return sampling(new Sampling(sampling.batch(), tokensASample, sampling.seed()));
  }

  /** The same options with another order of the samples. */
  public TrainOptions seed(long other) {
    return sampling(new Sampling(sampling.batch(), sampling.length(), other));
  }

  /** The same options with other constants of AdamW. */
  public TrainOptions adam(AdamW other) {
    return new TrainOptions(tokens, rates, sampling, other, precision, checkpoints);
  }

  /** The same options with another precision. */
  public TrainOptions precision(Precision other) {
    return new TrainOptions(tokens, rates, sampling, adam, other, checkpoints);
  }

  /** The same options with checkpoints. */
  public TrainOptions checkpoints(CheckpointPlan plan) {
    return new TrainOptions(tokens, rates, sampling, adam, precision, Optional.of(plan));
  }

  /** Steps in all: enough to see the tokens. */
  public long steps() {
    long each = sampling.tokens();
    return tokens / each + (tokens % each == 0 ? 0 : 1);
  }

  Schedule schedule() {
    return rates.over(steps());
  }

  /** All that the result depends on, exactly. */
  String identity() {
    return tokens + " tokens, " + rates + ", " + sampling + ", " + adam + ", " + precision;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d steps of %d × %d tokens, learning rate %s to %s after %d of warm-up, %s, seed %d",
        steps(),
        sampling.batch(),
        sampling.length(),
        Numbers.power(rates.peak(), 1),
        Numbers.power(rates.minimum(), 1),
        rates.warmUpOf(steps()),
        precision,
        sampling.seed());
  }
}
