package minitron.text;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.Ints;
import java.util.Arrays;
import java.util.Optional;
import minitron.text.tokenizer.Seams;

/**
 * The ids of pieces: in a row those of the whole document. What the tokenizer puts before and after
 * a document is measured, and put there once.
 */
final class PieceIds {
  /** Texts around which a tokenizer that has places to cut puts the same ids. */
  private static final String SHORT = "a";

  private static final String LONG = "a b\nc d";

  private final Tokenizer tokenizer;
  private final Optional<Around> around;

  private record Around(ImmutableIntArray before, ImmutableIntArray after) {
    boolean isAround(int[] plain, int[] whole) {
      return Arrays.equals(Ints.concat(before.toArray(), plain, after.toArray()), whole);
    }
  }

  PieceIds(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
    this.around = measure(tokenizer);
  }

  private static Optional<Around> measure(Tokenizer tokenizer) {
    int[] plain = tokenizer.encodePlain(SHORT);
    int[] whole = tokenizer.encode(SHORT);
    int more = whole.length - plain.length;
    for (int before = 0; before <= more; before++) {
      var around =
          new Around(
              ImmutableIntArray.copyOf(Arrays.copyOf(whole, before)),
              ImmutableIntArray.copyOf(
                  Arrays.copyOfRange(whole, before + plain.length, whole.length)));
      if (around.isAround(plain, whole)
          && around.isAround(tokenizer.encodePlain(LONG), tokenizer.encode(LONG))) {
        return Optional.of(around);
      }
    }
    return Optional.empty();
  }

  /** Where documents may be cut; empty if nowhere. */
  Optional<Seams> seams() {
    return around.isPresent() ? tokenizer.seams() : Optional.empty();
  }

  /** The ids of a piece, with what the tokenizer puts at the document's ends. */
  int[] of(Piece piece) {
    if (piece.begins() && piece.ends()) {
      return tokenizer.encode(piece.text());
    }
    int[] plain = tokenizer.encodePlain(piece.text());
    if (piece.begins()) {
      return Ints.concat(around.orElseThrow().before.toArray(), plain);
    }
    return piece.ends() ? Ints.concat(plain, around.orElseThrow().after.toArray()) : plain;
  }

  /** Whether two texts have, in a row, the ids of a third: a seam must hold in what is near it. */
  boolean agree(String left, String right, String both) {
    return Arrays.equals(
        Ints.concat(tokenizer.encodePlain(left), tokenizer.encodePlain(right)),
        tokenizer.encodePlain(both));
  }
}
