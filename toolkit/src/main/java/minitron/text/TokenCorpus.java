package minitron.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The tokens that a model is trained and measured on: texts in a row, cut into blocks of one length
 * and, if asked, split into a side to train on and a side held out. Immutable: each change gives
 * another corpus over the same tokens.
 */
public final class TokenCorpus {
  private static final int DEFAULT_LENGTH = 256;
  private static final long CALIBRATION_SEED = 0x5CA1AB1E;

  private final String name;
  private final String bosRule;
  private final int[] tokens;
  private final int length;
  private final OptionalDouble trainFraction;

  private TokenCorpus(
      String name, String bosRule, int[] tokens, int length, OptionalDouble trainFraction) {
    this.name = name;
    this.bosRule = bosRule;
    this.tokens = tokens;
    this.length = length;
    this.trainFraction = trainFraction;
  }

  /**
   * The corpus of a text file or of a folder's .txt files by name, each a document that is encoded
   * by the tokenizer's own rule; blocks of 256 tokens, not split.
   *
   * @throws IllegalArgumentException if there is no text, or a file is empty or not UTF-8
   */
  public static TokenCorpus read(Path fileOrFolder, Tokenizer tokenizer) {
    List<int[]> documents = new ArrayList<>();
    for (Path file : TextFiles.list(fileOrFolder)) {
      documents.add(tokenizer.encode(TextFiles.read(file)));
    }
    String name = fileOrFolder.toAbsolutePath().normalize().getFileName().toString();
    return new TokenCorpus(
        name,
        tokenizer.bosRule(),
        concatenate(name, documents),
        DEFAULT_LENGTH,
        OptionalDouble.empty());
  }

  private static int[] concatenate(String name, List<int[]> documents) {
    long total = documents.stream().mapToLong(document -> document.length).sum();
    if (total > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%s has %d tokens; allowed: below 2^31; take fewer files.".formatted(name, total));
    }
    int[] all = new int[(int) total];
    int filled = 0;
    for (int[] document : documents) {
      System.arraycopy(document, 0, all, filled, document.length);
      filled += document.length;
    }
    return all;
  }

  /**
   * A corpus of given tokens; blocks of 256, not split.
   *
   * @param name for messages and results
   * @param bosRule what the tokenizer did, for results
   */
  public static TokenCorpus of(String name, String bosRule, int[] tokens) {
    return new TokenCorpus(name, bosRule, tokens.clone(), DEFAULT_LENGTH, OptionalDouble.empty());
  }

  /**
   * The same tokens and fraction in blocks of another length.
   *
   * @throws IllegalArgumentException if there are too few tokens for it
   */
  public TokenCorpus length(int blockLength) {
    TokenCorpus changed = new TokenCorpus(name, bosRule, tokens, blockLength, trainFraction);
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
    TokenCorpus changed =
        new TokenCorpus(name, bosRule, tokens, length, OptionalDouble.of(fraction));
    changed.trainBlocks();
    return changed;
  }

  /** The blocks to train on: all, if the corpus is not split. */
  public Blocks train() {
    return new Blocks(tokens, 0, length, trainBlocks());
  }

  /**
   * The blocks that training never sees.
   *
   * @throws IllegalArgumentException if the corpus is not split
   */
  public Blocks heldOut() {
    if (trainFraction.isEmpty()) {
      throw new IllegalArgumentException(
          name + " has no held-out side; call split(0.95) first, say, to hold out 5 % of it.");
    }
    int train = trainBlocks();
    return new Blocks(tokens, train * length, length, blocks() - train);
  }

  /**
   * Blocks to calibrate on, (n, length): the first of the training side's shuffled order.
   *
   * @throws IllegalArgumentException if that side has fewer
   */
  public int[][] calibration(int n) {
    return train().sample(CALIBRATION_SEED, n);
  }

  /** Whether a side is held out. */
  public boolean isSplit() {
    return trainFraction.isPresent();
  }

  /** What the corpus is called: the name of its file or folder. */
  public String name() {
    return name;
  }

  /** What the tokenizer did about the BOS token, in words for a result. */
  public String bosRule() {
    return bosRule;
  }

  /** How many tokens there are on both sides, the tail that fills no block included. */
  public int size() {
    return tokens.length;
  }

  /** The tokens of a block. */
  public int length() {
    return length;
  }

  private int blocks() {
    if (length < 2) {
      throw new IllegalArgumentException(
          "Blocks of %d tokens were asked for; allowed: 2 or more.".formatted(length));
    }
    if (tokens.length < length) {
      throw new IllegalArgumentException(
          "%s has %d tokens, too few for one block of %d; take more text or a shorter length."
              .formatted(name, tokens.length, length));
    }
    return tokens.length / length;
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
              .formatted(blocks, length, name, fraction));
    }
    return train;
  }

  /** Name, size and a hash of the tokens: what a resumed run must find again. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s (%,d tokens, hash %08x%s)",
        name,
        tokens.length,
        Arrays.hashCode(tokens),
        isSplit() ? ", " + trainFraction.getAsDouble() + " to train on" : "");
  }
}
