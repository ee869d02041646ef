package minitron.train;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import minitron.report.Numbers;
import minitron.tensor.AdamW;
import minitron.tensor.Backprop;
import minitron.tensor.Moments;
import minitron.tensor.Precision;
import minitron.tensor.Storage;
import minitron.text.TokenCorpus;
import minitron.train.state.TrainingStates;

/**
 * How a training run goes. The defaults are Table 4 of the paper for Llama-3.1-Minitron-4B, with
 * tokens, batch and length of a desk instead of 32 nodes.
 *
 * @param tokens how many to train on
 * @param schedule the learning rate along the way
 * @param samples what a step sees
 * @param adam the optimiser's constants
 * @param backprop how gradients are computed
 * @param storage what is kept of each weight
 * @param tuning what only a training on conversations has
 * @param checkpoints where and how often to write the training state, if at all
 */
public record TrainOptions(
    long tokens,
    Schedule schedule,
    Samples samples,
    AdamW adam,
    Backprop backprop,
    Storage storage,
    Tuning tuning,
    Optional<TrainingStates> checkpoints) {

  /** How often a run takes the loss on held-out text, besides at its start. */
  static final int VALIDATIONS = 10;

  /** Peak 1e-4, minimum 1e-5, scaled warm-up, 8 samples of 256 tokens, float32. */
  public static final TrainOptions DEFAULT =
      new TrainOptions(
          1_000_000,
          new Schedule(1e-4, 1e-5, Schedule.SCALED),
          new Samples(8, TokenCorpus.LENGTH, 0, 0),
          AdamW.MINITRON,
          Backprop.F32,
          Storage.F32,
          Tuning.NONE,
          Optional.empty());

  /** Checks that there is something to train on. */
  public TrainOptions {
    if (tokens < 1) {
      throw new IllegalArgumentException("tokens " + tokens + ": at least 1 is needed.");
    }
  }

  /** Samples a step. */
  public int batch() {
    return samples.batch();
  }

  /** Tokens a sample. */
  public int length() {
    return samples.length();
  }

  /** The seed of the samples' order. */
  public long seed() {
    return samples.seed();
  }

  /** How many samples of a step are computed at once. */
  public int atOnce() {
    return samples.atOnce();
  }

  /** Whether a step's samples are computed a few at a time, and their gradients added up. */
  boolean inTurn() {
    return atOnce() < batch();
  }

  /** The same options with another number of tokens. */
  public TrainOptions tokens(long count) {
    return new TrainOptions(
        count, schedule, samples, adam, backprop, storage, tuning.withEpochs(0), checkpoints);
  }

  /**
   * The same options until every conversation was seen so often, which takes the place of a number
   * of tokens; a text has no conversations.
   */
  public TrainOptions epochs(double times) {
    if (!(times > 0)) {
      throw new IllegalArgumentException(
          "epochs " + times + ": a number above 0 is needed, such as 1 or 2.5.");
    }
    return tuning(tuning.withEpochs(times));
  }

  /**
   * The same options with as many whole conversations in a sample as its length holds. Each is read
   * for itself, so a conversation's loss is the same; a step just has more of them.
   */
  public TrainOptions packed() {
    return tuning(tuning.withPacking());
  }

  /**
   * The same options with NeMo-Aligner's loss of conversations: the mean over the supervised tokens
   * of each micro-batch, then the plain mean of these. A micro-batch is one sample unless said, so
   * that every conversation weighs the same.
   */
  public TrainOptions meanOfMeans() {
    TrainOptions options = tuning(tuning.withMeanOfMeans());
    return samples.microBatch() == 0 ? options.microBatch(1) : options;
  }

  private TrainOptions tuning(Tuning other) {
    return new TrainOptions(tokens, schedule, samples, adam, backprop, storage, other, checkpoints);
  }

  /** The same run on conversations that are known: so many steps, which see so many tokens. */
  public TrainOptions settled(long steps, long allTokens) {
    return new TrainOptions(
        allTokens,
        schedule,
        samples,
        adam,
        backprop,
        storage,
        tuning.withSteps(steps),
        checkpoints);
  }

  private TrainOptions rates(double peak, double minimum, long warmUp) {
    var other = new Schedule(peak, minimum, warmUp);
    return new TrainOptions(tokens, other, samples, adam, backprop, storage, tuning, checkpoints);
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

  private TrainOptions samples(Samples other) {
    Tuning open = tuning.withSteps(0);
    return new TrainOptions(tokens, schedule, other, adam, backprop, storage, open, checkpoints);
  }

  /** The same options with another number of samples a step. */
  public TrainOptions batch(int count) {
    return samples(samples.withBatch(count));
  }

  /** The same options with another number of tokens a sample. */
  public TrainOptions length(int tokensASample) {
    return samples(samples.withLength(tokensASample));
  }

  /** The same options with another order of the samples. */
  public TrainOptions seed(long other) {
    return samples(samples.withSeed(other));
  }

  /**
   * The same options with so many samples of a step computed at once, and their gradients added up
   * before the update: less memory, and the same loss and gradients but for their rounding.
   */
  public TrainOptions microBatch(int count) {
    return samples(samples.withMicroBatch(count));
  }

  /** The same options with other constants of AdamW. */
  public TrainOptions adam(AdamW other) {
    return new TrainOptions(
        tokens, schedule, samples, other, backprop, storage, tuning, checkpoints);
  }

  /**
   * The same options with weights of another type, {@code Precision.BF16}: half the memory of
   * weights and gradients, and updates that are rounded by chance.
   */
  public TrainOptions master(Precision type) {
    return storage(storage.master(type));
  }

  /** The same options with AdamW's means in eight bits, {@code Moments.EIGHT_BIT}, say. */
  public TrainOptions moments(Moments kept) {
    return storage(storage.moments(kept));
  }

  /** The same options with AdamW's means in the host's memory: as exact, slower on a GPU. */
  public TrainOptions statesOnHost() {
    return storage(storage.statesOnHost());
  }

  private TrainOptions storage(Storage other) {
    return new TrainOptions(tokens, schedule, samples, adam, backprop, other, tuning, checkpoints);
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
    return new TrainOptions(tokens, schedule, samples, adam, how, storage, tuning, checkpoints);
  }

  /** The same options with training states that are written along the way. */
  public TrainOptions checkpoints(TrainingStates states) {
    return new TrainOptions(
        tokens, schedule, samples, adam, backprop, storage, tuning, Optional.of(states));
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

  /** Tokens of a text seen after so many steps. */
  public long tokensAt(long steps) {
    return steps * batch() * length();
  }

  /** Steps in all: enough to see the tokens. */
  public long steps() {
    if (tuning.steps() > 0) {
      return tuning.steps();
    }
    long each = tokensAt(1);
    return tokens / each + (tokens % each == 0 ? 0 : 1);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        tuning.steps() > 0
            ? "%,d steps of %d × at most %d tokens of conversations, learning rate %s to %s after %d of warm-up, %s, seed %d"
            : "%,d steps of %d × %d tokens, learning rate %s to %s after %d of warm-up, %s, seed %d",
        steps(),
        batch(),
        length(),
        Numbers.power(schedule.peak(), 1),
        Numbers.power(schedule.minimum(), 1),
        schedule.warmUp(steps()),
        backprop.precision() + (storage.equals(Storage.F32) ? "" : ", " + storage),
        seed());
  }
}
