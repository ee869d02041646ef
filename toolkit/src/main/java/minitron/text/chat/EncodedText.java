package minitron.text.chat;

import java.util.OptionalInt;

/** The ids of a text, and which of its characters each came from; characters are code points. */
public final class EncodedText {
  private final int[] ids;
  private final int[] from;
  private final int[] to;

  /**
   * Ids with their places.
   *
   * @param from the first character of each
   * @param to one past the last of each
   */
  public EncodedText(int[] ids, int[] from, int[] to) {
    if (from.length != ids.length || to.length != ids.length) {
      throw new IllegalArgumentException(
          "%d ids need as many places, not %d and %d."
              .formatted(ids.length, from.length, to.length));
    }
    this.ids = ids.clone();
    this.from = from.clone();
    this.to = to.clone();
  }

  /** The ids. */
  public int[] ids() {
    return ids.clone();
  }

  /** How many ids there are. */
  public int size() {
    return ids.length;
  }

  /** The first id that a character is in; empty if none came from it. */
  public OptionalInt tokenOf(int character) {
    for (int i = 0; i < ids.length; i++) {
      if (from[i] <= character && character < to[i]) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }
}
