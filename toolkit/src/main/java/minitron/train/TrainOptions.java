package minitron.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import minitron.report.Numbers;
import minitron.tensor.AdamW;
import minitron.tensor.Backprop;
import minitron.tensor.Precision;
import minitron.text.TokenCorpus;

/**
 * How a training run goes. The defaults are Table 4 of the paper for Llama-3.1-Minitron-4B, with
 * tokens, batch and length of a desk instead of 32 nodes.
 *
 * @param tokens how many to train on
 * @param schedule the learning rate along the way
 * @param batch samples a step
 * @param length tokens a sample
 * @param seed of the order of the samples
 * @param adam the optimiser's constants
 * @param backprop how gradients are computed
 * @param checkpoints where and how often to write the training state, if at all
 */
public record TrainOptions(
    long tokens,
    Schedule schedule,
    int batch,
    int length,
    long seed,
    AdamW adam,
    Backprop backprop,
    Optional<TrainingStates> checkpoints) {

  /** How often a run takes the loss on held-out text, besides at its start. */
  static final int VALIDATIONS = 10;

  /** Peak 1e-4, minimum 1e-5, scaled warm-up, 8 samples of 256 tokens, float32. */
  public static final TrainOptions DEFAULT =
      new TrainOptions(
          1_000_000,
          new Schedule(1e-4, 1e-5, Schedule.SCALED),
          8,
          TokenCorpus.LENGTH,
          0,
          AdamW.MINITRON,
          Backprop.F32,
          Optional.empty());

  /** Checks that a step sees something, and not more than an array can hold. */
  public TrainOptions {
    require(tokens >= 1, "tokens " + tokens + ": at least 1 is needed.");
    require(batch >= 1, "batch " + batch + ": at least 1 sample is needed.");
    require(length >= 2, "length " + length + ": a sample needs a token and a next one.");
    require(
        (long) batch * length <= Integer.MAX_VALUE,
        "batch " + batch + " × length " + length + ": a step can see 2^31 − 1 tokens at most.");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** The same options with another number of tokens. */
  public TrainOptions tokens(long count) {
    return new TrainOptions(count, schedule, batch, length, seed, adam, backprop, checkpoints);
  }

  private TrainOptions rates(double peak, double minimum, long warmUp) {
    var other = new Schedule(peak, minimum, warmUp);
    return new TrainOptions(tokens, other, batch, length, seed, adam, backprop, checkpoints);
  }

  /** The same options with another peak; the minimum keeps its ratio to it. */
  public TrainOptions learningRate(double peak) {
    return rates(peak, peak * (schedule.minimum() / schedule.peak()), schedule.warmUp());
  }

  /** The same options with another rate at the end. */
  public TrainOptions minLearningRate(double minimum) {
    return rates(schedule.peak(), minimum, schedule.warmUp());
  }

  /** The same options with one rate from the first step to the last. */
  public TrainOptions constantRate(double rate) {
    return rates(rate, rate, 0);
  }

  /** The same options with another warm-up. */
  public TrainOptions warmUp(long steps) {
    return rates(schedule.peak(), schedule.minimum(), steps);
  }

  /** The same run, with the numbers that it takes where these options leave them to its length. */
  public TrainOptions settled() {
    return warmUp(schedule.warmUp(steps()));
  }

  /** The same options with another number of samples a step. */
  public TrainOptions batch(int samples) {
    return new TrainOptions(tokens, schedule, samples, length, seed, adam, backprop, checkpoints);
  }

  /** The same options with another number of tokens a sample. */
  public TrainOptions length(int tokensASample) {
    return new TrainOptions(
        tokens, schedule, batch, tokensASample, seed, adam, backprop, checkpoints);
  }

  /** The same options with another order of the samples. */
  public TrainOptions seed(long other) {
    return new TrainOptions(tokens, schedule, batch, length, other, adam, backprop, checkpoints);
  }

  /** The same options with other constants of AdamW. */
  public TrainOptions adam(AdamW other) {
    return new TrainOptions(tokens, schedule, batch, length, seed, other, backprop, checkpoints);
  }

  /** The same options with another precision. */
  public TrainOptions precision(Precision other) {
    return backprop(new Backprop(other, backprop.recompute()));
  }

  /**
   * The same options with activations that are computed again on the way back instead of kept: less
   * memory, another forward pass a step, the same bits.
   */
  public TrainOptions recompute() {
    return backprop(new Backprop(backprop.precision(), true));
  }

  private TrainOptions backprop(Backprop how) {
    return new TrainOptions(tokens, schedule, batch, length, seed, adam, how, checkpoints);
  }

  /** The same options with training states that are written along the way. */
  public TrainOptions checkpoints(TrainingStates states) {
    return new TrainOptions(
        tokens, schedule, batch, length, seed, adam, backprop, Optional.of(states));
  }

  /**
   * The same options with training states in a folder: a run that is called again with it, in the
   * same cell or another program, goes on where it was.
   */
  public TrainOptions checkpoint(String folder) {
    return checkpoints(new TrainingStates(Path.of(folder), TrainingStates.EVERY, true));
  }

  /** The same options for one of several runs: its training states have a folder of their own. */
  public TrainOptions part(int number) {
    return checkpoints.map(all -> checkpoints(all.part(number))).orElse(this);
  }

  /** Tokens seen after so many steps. */
  public long tokensAt(long steps) {
    return steps * batch * length;
  }

  /** Steps in all: enough to see the tokens. */
  public long steps() {
    long each = tokensAt(1);
    return tokens / each + (tokens % each == 0 ? 0 : 1);
  }

  /** All that the result depends on, exactly, by name; the first is what is trained on what. */
  public Map<String, String> identity(Map<String, String> what) {
    Map<String, String> all = new LinkedHashMap<>(what);
    all.put("tokens", String.valueOf(tokens));
    all.put("learningRate", Numbers.exact(schedule.peak()));
    all.put("minLearningRate", Numbers.exact(schedule.minimum()));
    all.put("warmUp", String.valueOf(schedule.warmUp(steps())));
    all.put("batch", String.valueOf(batch));
    all.put("length", String.valueOf(length));
    all.put("seed", String.valueOf(seed));
    all.put("adam", adam.toString());
    all.put("precision", backprop.precision().toString());
    return all;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d steps of %d × %d tokens, learning rate %s to %s after %d of warm-up, %s, seed %d",
        steps(),
        batch,
        length,
        Numbers.power(schedule.peak(), 1),
        Numbers.power(schedule.minimum(), 1),
        schedule.warmUp(steps()),
        backprop.precision(),
        seed);
  }
}
