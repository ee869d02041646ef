package minitron.text;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import minitron.runs.KeptFolder;
import minitron.runs.Progress;
import minitron.text.corpus.TokenWriter;

/**
 * The tokens that a model is trained and measured on: texts in a row, cut into blocks of one length
 * and, if asked, split into a side to train on and a side held out. Immutable: each change gives
 * another corpus over the same tokens.
 */
public final class TokenCorpus {
  /** Tokens of a block, unless another length is asked for. */
  public static final int LENGTH = 256;

  /** Blocks of held-out text that a look at the loss takes at most, unless more are asked for. */
  public static final int HELD_OUT_BLOCKS = 64;

  private static final long CALIBRATION_SEED = 0x5CA1AB1E;

  private final TokenizedText text;
  private final int length;
  private final OptionalDouble trainFraction;

  private TokenCorpus(TokenizedText text, int length, OptionalDouble trainFraction) {
    this.text = text;
    this.length = length;
    this.trainFraction = trainFraction;
  }

  /**
   * The corpus of a text; blocks of 256 tokens, not split. A file is a document, and so is a line
   * of JSON lines; each is encoded by the tokenizer's own rule.
   *
   * @param named a file or folder as {@link minitron.text.corpus.SourceFile#list} takes it
   * @param kept where the tokens of large texts are kept; they are in memory if nowhere
   * @param progress is told of megabytes of text
   * @throws IllegalArgumentException if there is no text, or a file is not what its name says
   * @throws java.util.concurrent.CancellationException if it is stopped
   */
  public static TokenCorpus read(
      String named, Tokenizer tokenizer, Optional<KeptFolder> kept, Progress progress) {
    return unsplit(TokenizedText.read(named, tokenizer, kept, progress));
  }

  /** The same in memory. */
  public static TokenCorpus read(Path fileOrFolder, Tokenizer tokenizer) {
    return read(fileOrFolder.toString(), tokenizer, Optional.empty(), Progress.SILENT);
  }

  /**
   * A corpus of given tokens; blocks of 256, not split.
   *
   * @param bosRule what the tokenizer did, for results
   */
  public static TokenCorpus of(String name, String bosRule, int[] tokens) {
    return unsplit(new TokenizedText(name, bosRule, TokenWriter.store(tokens)));
  }

  /** A corpus of a text's ids and no others; blocks of 256, not split. */
  public static TokenCorpus of(String name, String text, Tokenizer tokenizer) {
    return unsplit(TokenizedText.plain(name, text, tokenizer));
  }

  private static TokenCorpus unsplit(TokenizedText text) {
    return new TokenCorpus(text, LENGTH, OptionalDouble.empty());
  }

  /**
   * The same tokens and fraction in blocks of another length.
   *
   * @throws IllegalArgumentException if there are too few tokens for it
   */
  public TokenCorpus length(int blockLength) {
    TokenCorpus changed = new TokenCorpus(text, blockLength, trainFraction);
    changed.trainBlocks();
    return changed;
  }

  /**
   * The same blocks, the first of them to train on and the rest held out.
   *
   * @param fraction of the blocks to train on, rounded down
   * @throws IllegalArgumentException if that leaves a side without a block
   */
  public TokenCorpus split(double fraction) {
    TokenCorpus changed = new TokenCorpus(text, length, OptionalDouble.of(fraction));
    changed.trainBlocks();
    return changed;
  }

  /** The blocks to train on: all, if the corpus is not split. */
  public TokenBlocks train() {
    return new TokenBlocks(text.tokens(), 0, length, trainBlocks());
  }

  /**
   * The blocks that training never sees.
   *
   * @throws IllegalArgumentException if the corpus is not split
   */
  public TokenBlocks heldOut() {
    if (trainFraction.isEmpty()) {
      throw new IllegalArgumentException(
          text.name()
              + " has no held-out side; call split(0.95) first, say, to hold out 5 % of it.");
    }
    int train = trainBlocks();
    return new TokenBlocks(text.tokens(), (long) train * length, length, blocks() - train);
  }

  /**
   * Blocks to calibrate on, (n, length): the first of the training side's shuffled order.
   *
   * @throws IllegalArgumentException if that side has fewer
   */
  public int[][] calibration(int n) {
    return train().sample(CALIBRATION_SEED, n);
  }

  /**
   * Other blocks of the same order, (n, length): those after its first ones, so that {@code
   * calibration(n, n)} shares none with {@code calibration(n)}.
   *
   * @param after how many come before them
   * @throws IllegalArgumentException if the training side has fewer than both together
   */
  public int[][] calibration(int n, int after) {
    if (after < 0) {
      throw new IllegalArgumentException(
          "Samples after the first %d were asked for; allowed: 0 or more.".formatted(after));
    }
    return Arrays.copyOfRange(calibration(after + n), after, after + n);
  }

  /** Whether a side is held out. */
  public boolean isSplit() {
    return trainFraction.isPresent();
  }

  /** What the corpus is called: the name of its file or folder. */
  public String name() {
    return text.name();
  }

  /** What the tokenizer did about the BOS token, in words for a result. */
  public String bosRule() {
    return text.bosRule();
  }

  /** How many tokens there are on both sides, the tail that fills no block included. */
  public long size() {
    return text.tokens().size();
  }

  private int blocks() {
    if (length < 2) {
      throw new IllegalArgumentException(
          "Blocks of %d tokens were asked for; allowed: 2 or more.".formatted(length));
    }
    if (text.tokens().size() < length) {
      throw new IllegalArgumentException(
          "%s has %d tokens, too few for one block of %d; take more text or a shorter length."
              .formatted(text.name(), text.tokens().size(), length));
    }
    return Math.toIntExact(text.tokens().size() / length);
  }

  private int trainBlocks() {
    int blocks = blocks();
    if (trainFraction.isEmpty()) {
      return blocks;
    }
    double fraction = trainFraction.getAsDouble();
    int train = (int) Math.floor(blocks * fraction);
    if (!(fraction > 0 && fraction < 1) || train < 1) {
      throw new IllegalArgumentException(
          "Splitting the %d blocks of %d tokens of %s at %s leaves a side empty; allowed: fractions between 0 and 1 that leave a block on each, or take a shorter length."
              .formatted(blocks, length, text.name(), fraction));
    }
    return train;
  }

  /** Name, size and the start of a hash of the tokens: what a resumed run must find again. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s (%,d tokens, SHA-256 %s%s)",
        text.name(),
        text.tokens().size(),
        text.tokens().sha256().substring(0, 16),
        isSplit() ? ", " + trainFraction.getAsDouble() + " to train on" : "");
  }
}
