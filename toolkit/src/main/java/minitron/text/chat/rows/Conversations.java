package minitron.text.chat.rows;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import minitron.io.Sha256;
import minitron.text.chat.LabelledIds;

/**
 * Conversations that a model is tuned and measured on, in its tokens and with its labels; if asked,
 * split into a side to train on and a side held out. Immutable.
 */
public final class Conversations {
  private final String name;
  private final List<LabelledIds> all;
  private final List<String> notes;
  private final OptionalDouble trainFraction;

  private Conversations(
      String name, List<LabelledIds> all, List<String> notes, OptionalDouble trainFraction) {
    this.name = name;
    this.all = all;
    this.notes = notes;
    this.trainFraction = trainFraction;
  }

  /**
   * Given conversations, not split.
   *
   * @param name for messages and results
   * @param notes what a user should know of them, in sentences
   */
  public static Conversations of(String name, List<LabelledIds> all, List<String> notes) {
    return new Conversations(name, List.copyOf(all), List.copyOf(notes), OptionalDouble.empty());
  }

  /**
   * The same, the first of them to train on and the rest held out.
   *
   * @param fraction of the conversations to train on, rounded down
   * @throws IllegalArgumentException if that leaves a side without one
   */
  public Conversations split(double fraction) {
    int train = (int) Math.floor(all.size() * fraction);
    if (!(fraction > 0 && fraction < 1) || train < 1) {
      throw new IllegalArgumentException(
          "Splitting the %,d conversations of %s at %s leaves a side empty; allowed: fractions between 0 and 1 that leave one on each."
              .formatted(all.size(), name, fraction));
    }
    return new Conversations(name, all, notes, OptionalDouble.of(fraction));
  }

  /** Whether a side is held out. */
  public boolean isSplit() {
    return trainFraction.isPresent();
  }

  /**
   * Those to train on: all, if they are not split.
   *
   * @param length how many tokens of each are read at most
   */
  public Cut train(int length) {
    return Cut.of(all.subList(0, trained()), length);
  }

  /** Those that training never sees; none, if they are not split. */
  public Cut heldOut(int length) {
    return Cut.of(all.subList(trained(), all.size()), length);
  }

  private int trained() {
    return trainFraction.isEmpty()
        ? all.size()
        : (int) Math.floor(all.size() * trainFraction.getAsDouble());
  }

  /** What they are called: the name of their file or folder. */
  public String name() {
    return name;
  }

  /** How many there are, on both sides. */
  public int size() {
    return all.size();
  }

  /** All of them, in their order. */
  public List<LabelledIds> all() {
    return all;
  }

  /** What a user should know of them, in sentences. */
  public List<String> notes() {
    return notes;
  }

  private String sha256() {
    MessageDigest hash = Sha256.digest();
    for (LabelledIds each : all) {
      int[] ids = each.ids();
      ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + (Integer.BYTES + 1) * ids.length);
      bytes.putInt(ids.length);
      for (int t = 0; t < ids.length; t++) {
        bytes.putInt(ids[t]).put((byte) (each.isSupervised(t) ? 1 : 0));
      }
      hash.update(bytes.array());
    }
    return Sha256.text(hash.digest());
  }

  /** Name, size and the start of a hash of tokens and labels: what a run must find again. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s (%,d conversations, %,d tokens, %,d of them supervised, SHA-256 %s%s)",
        name,
        all.size(),
        all.stream().mapToLong(LabelledIds::size).sum(),
        all.stream().mapToLong(LabelledIds::targets).sum(),
        sha256().substring(0, 16),
        isSplit() ? ", " + trainFraction.getAsDouble() + " to train on" : "");
  }
}
