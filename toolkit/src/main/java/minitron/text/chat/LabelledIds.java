package minitron.text.chat;

import java.util.Arrays;
import java.util.BitSet;

/** The tokens of a conversation, and which of them are supervised: what a model learns to write. */
public final class LabelledIds {
  private final int[] ids;
  private final BitSet supervised;

  private LabelledIds(int[] ids, BitSet supervised) {
    this.ids = ids;
    this.supervised = supervised;
  }

  /**
   * Tokens and labels.
   *
   * @param supervised the places, from 0, of the supervised ones
   * @throws IllegalArgumentException if one of them is behind the last token
   */
  public static LabelledIds of(int[] ids, BitSet supervised) {
    if (supervised.length() > ids.length) {
      throw new IllegalArgumentException(
          "Token %d of %d cannot be supervised.".formatted(supervised.length(), ids.length));
    }
    return new LabelledIds(ids.clone(), (BitSet) supervised.clone());
  }

  /** The ids. */
  public int[] ids() {
    return ids.clone();
  }

  /** How many tokens there are. */
  public int size() {
    return ids.length;
  }

  /** Whether the token at a place, from 0, is supervised. */
  public boolean isSupervised(int place) {
    return supervised.get(place);
  }

  /**
   * How many tokens are predicted and supervised: the very first is never predicted, as nothing
   * stands before it.
   */
  public int targets() {
    return supervised.cardinality() - (supervised.get(0) ? 1 : 0);
  }

  /** The first tokens only. */
  public LabelledIds first(int most) {
    return most >= ids.length
        ? this
        : new LabelledIds(Arrays.copyOf(ids, most), supervised.get(0, most));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelledIds that
        && Arrays.equals(ids, that.ids)
        && supervised.equals(that.supervised);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(ids) + supervised.hashCode();
  }
}
