package minitron.text;

import java.util.Optional;
import java.util.function.Consumer;
import minitron.text.tokenizer.Seams;

/**
 * Cuts a document that comes bit by bit into pieces of about one size, at places that are safe for
 * the tokenizer. Each is tried besides: the ids of what is near it must be those of its two sides.
 * Where there is none, the piece becomes longer.
 */
final class Cutter {
  /** How much on each side of a seam is tried. */
  private static final int NEAR = 48;

  private static final int LARGEST = Integer.MAX_VALUE / 2;

  private final String name;
  private final PieceIds ids;
  private final int size;
  private final Optional<Seams> seams;
  private final Consumer<Piece> to;
  private final StringBuilder text = new StringBuilder();
  private int searched;
  private boolean begun;

  /**
   * A cutter of one document after the other.
   *
   * @param name of the documents' file, for messages
   * @param size the least characters of a piece that is cut off
   */
  Cutter(String name, PieceIds ids, int size, Consumer<Piece> to) {
    this.name = name;
    this.ids = ids;
    this.size = size;
    this.seams = ids.seams();
    this.to = to;
  }

  /** What the document has so far and no piece yet; it may be appended to. */
  StringBuilder text() {
    return text;
  }

  /** Cuts off what can be cut off. */
  void cut() {
    for (int at = seam(); at >= 0; at = seam()) {
      to.accept(new Piece(text.substring(0, at), !begun, false));
      text.delete(0, at + seams.orElseThrow().skip());
      begun = true;
      searched = 0;
    }
    if (text.length() > LARGEST) {
      throw new IllegalArgumentException(
          "%s has a text of more than %d characters with no place to cut it for this tokenizer; split it into several files of one folder, or lines of a .jsonl file."
              .formatted(name, LARGEST));
    }
  }

  /** Ends the document; an empty one is passed over. */
  void end() {
    if (begun || text.length() > 0) {
      to.accept(new Piece(text.toString(), !begun, true));
    }
    text.setLength(0);
    begun = false;
    searched = 0;
  }

  /** The first seam behind the least size that holds; -1 if there is none so far. */
  private int seam() {
    if (seams.isEmpty()) {
      return -1;
    }
    int to = text.length() - Math.max(NEAR, seams.get().reach()) - 1;
    int at = -1;
    do {
      at = seams.get().first(text, Math.max(at + 1, Math.max(size, searched)), to);
    } while (at >= 0 && !holds(at));
    searched = Math.max(searched, to);
    return at;
  }

  private boolean holds(int at) {
    String left = NativeTokenizer.whole(text.substring(Math.max(0, at - NEAR), at));
    String both = NativeTokenizer.whole(text.substring(at, at + NEAR));
    return ids.agree(left, both.substring(seams.orElseThrow().skip()), left + both);
  }
}
