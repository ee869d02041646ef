package minitron.text.tokenizer;

import com.google.gson.JsonElement;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.BitSet;
import java.util.Deque;

/**
 * SentencePiece's table of characters and their normal forms: a trie in an array (darts-clone's
 * units of 32 bits) and the texts that its leaves point to, each up to a zero byte. The native
 * library follows its numbers without a look at where they lead, so every path is walked here once.
 */
final class Charsmap {
  private final IntBuffer trie;
  private final byte[] texts;
  private final BitSet seen = new BitSet();
  private int growth = 1;

  private record Place(int node, int depth) {}

  private Charsmap(IntBuffer trie, byte[] texts) {
    this.trie = trie;
    this.texts = texts;
  }

  /** Whether a value is a charsmap that leads nowhere outside of itself. */
  static boolean is(JsonElement value) {
    return JsonKinds.isText(value) && growth(value.getAsString()) > 0;
  }

  /** How many times longer a text may become at most; 0 if the charsmap is broken. */
  static int growth(String base64) {
    try {
      ByteBuffer all = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
      all.order(ByteOrder.LITTLE_ENDIAN);
      int units = Integer.divideUnsigned(all.getInt(), 4);
      byte[] texts = new byte[Math.subtractExact(all.remaining(), Math.multiplyExact(units, 4))];
      IntBuffer trie = all.slice(4, 4 * units).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
      all.get(4 + 4 * units, texts);
      return new Charsmap(trie, texts).walk();
    } catch (IllegalArgumentException
        | ArithmeticException
        | CharacterCodingException
        | NegativeArraySizeException
        | BufferUnderflowException
        | IndexOutOfBoundsException e) {
      return 0;
    }
  }

  private int walk() throws CharacterCodingException {
    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(texts));
    Deque<Place> open = new ArrayDeque<>();
    open.push(new Place(offset(trie.get(0)), 0));
    while (!open.isEmpty()) {
      Place place = open.pop();
      for (int label = 1; label < 256; label++) {
        int next = place.node ^ label;
        int unit = trie.get(next); // the library looks at every label's unit
        if ((unit & 0x800000FF) == label) {
          step(next, unit, place.depth + 1, open);
        }
      }
    }
    return growth;
  }

  private void step(int node, int unit, int depth, Deque<Place> open) {
    int child = node ^ offset(unit);
    if ((unit >>> 8 & 1) == 1) {
      leaf(trie.get(child) & 0x7FFFFFFF, depth);
    }
    if (!seen.get(child)) {
      seen.set(child);
      open.push(new Place(child, depth));
    }
  }

  /** A text must begin where a character does; beyond the end, the library ends the process. */
  private void leaf(int from, int depth) {
    if (from > texts.length || (from < texts.length && (texts[from] & 0xC0) == 0x80)) {
      throw new IndexOutOfBoundsException(from);
    }
    int to = from;
    while (to < texts.length && texts[to] != 0) {
      to++;
    }
    growth = Math.max(growth, (to - from + depth - 1) / depth);
  }

  private static int offset(int unit) {
    return (unit >>> 10) << ((unit & (1 << 9)) >>> 6);
  }
}
