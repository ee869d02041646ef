package minitron.text;

import static minitron.io.Messages.quote;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Arrays;
import minitron.tensor.Engines;
import minitron.text.chat.EncodedText;
import minitron.text.tokenizer.AddedToken;
import minitron.text.tokenizer.TokenizerJson;

/**
 * A tokenizer of the native library, freed when nobody holds it any more. What the library does not
 * expect ends the process: a tokenizer must come from {@link TokenizerJson}, and a text is only
 * handed over when its ids will have room.
 */
final class NativeTokenizer {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final int SAMPLES = 64;
  private static final int SAMPLE_CHARACTERS = 1024;
  private static final int SPARE_IDS = 1 << 17;

  private final long handle;

  private NativeTokenizer(long handle) {
    this.handle = handle;
    CLEANER.register(this, () -> TokenizersLibrary.LIB.deleteTokenizer(handle));
  }

  /**
   * A tokenizer from the text of a tokenizer.json that was checked.
   *
   * @throws IllegalArgumentException if the library refuses it all the same
   * @throws IllegalStateException if the library cannot be loaded
   */
  static NativeTokenizer of(String json) {
    Engines.quiet();
    try {
      LibUtils.checkStatus();
    } catch (EngineException e) {
      throw Engines.notUnpacked("tokenizers", "RUST_LIBRARY_PATH", e);
    }
    try {
      return new NativeTokenizer(TokenizersLibrary.LIB.createTokenizerFromString(json));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("the tokenizers library refuses it", e);
    }
  }

  /** A token that its normalizer leaves nothing of would be found between any two bytes. */
  static void checkNormalized(TokenizerJson json) {
    if (!json.normalizes()) {
      return;
    }
    NativeTokenizer normalizer = of(json.normalizerAlone());
    for (AddedToken token : json.vocabulary().added()) {
      if (token.normalized() && normalizer.ids(token.content(), false).length == 0) {
        throw new IllegalArgumentException(
            "its normalizer leaves nothing of the added token " + quote(token.content()));
      }
    }
  }

  /** The ids of a text, with the special tokens around it if asked. */
  int[] ids(String text, boolean special) {
    TextFiles.checkSurrogates(text);
    reserve(text);
    return encode(text, special);
  }

  /**
   * Fetches ids alone: DJL's own encode also makes a string and a span a token, 600 MB more on ten
   * megabytes of text.
   */
  private int[] encode(String text, boolean special) {
    TokenizersLibrary library = TokenizersLibrary.LIB;
    try {
      long encoding = library.encode(handle, text, special);
      try {
        return ints(library.getTokenIds(encoding));
      } finally {
        library.deleteEncoding(encoding);
      }
    } catch (RuntimeException e) {
      throw unknown(e);
    } finally {
      Reference.reachabilityFence(this); // it is freed when nobody holds it
    }
  }

  /** The ids of a text with the characters that each came from. */
  EncodedText placed(String text) {
    TextFiles.checkSurrogates(text);
    reserve(text);
    TokenizersLibrary library = TokenizersLibrary.LIB;
    try {
      long encoding = library.encode(handle, text, false);
      try {
        return placed(ints(library.getTokenIds(encoding)), library.getTokenCharSpans(encoding));
      } finally {
        library.deleteEncoding(encoding);
      }
    } catch (RuntimeException e) {
      throw unknown(e);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private static EncodedText placed(int[] ids, CharSpan[] spans) {
    int[] from = new int[ids.length];
    int[] to = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      from[i] = spans[i] == null ? 0 : spans[i].getStart();
      to[i] = spans[i] == null ? 0 : spans[i].getEnd();
    }
    return new EncodedText(ids, from, to);
  }

  private static IllegalArgumentException unknown(RuntimeException e) {
    return new IllegalArgumentException(
        "The tokenizer has no id for a part of the text: its unk_token is none of its tokens.", e);
  }

  private static int[] ints(long[] ids) {
    int[] all = new int[ids.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = Math.toIntExact(ids[i]);
    }
    return all;
  }

  /**
   * Asks Java for the room that the ids of a text will take: the library ends the process where it
   * gets none. A text that is large for the heap is measured by samples of it.
   *
   * @throws OutOfMemoryError if there is too little
   */
  private void reserve(String text) {
    Runtime java = Runtime.getRuntime();
    long free = java.maxMemory() - java.totalMemory() + java.freeMemory();
    long bytes = 3L * text.length();
    if ((bytes + SPARE_IDS) * Long.BYTES < free) {
      return; // a token has a byte at least
    }
    int length = Math.min(SAMPLE_CHARACTERS, text.length());
    long characters = 1;
    long ids = 0;
    for (int i = 0; i < SAMPLES; i++) {
      int from = (int) ((text.length() - length) * (long) i / SAMPLES);
      String sample = whole(text.substring(from, from + length));
      characters += sample.length();
      ids += encode(sample, false).length;
    }
    double needed = 1.25 * text.length() * ids / characters + SPARE_IDS;
    if (needed > Integer.MAX_VALUE - 8 || new long[(int) needed].length < needed - 1) {
      throw new OutOfMemoryError("the ids of a text");
    }
  }

  /** A piece of a text without the halves of surrogate pairs at its ends. */
  static String whole(String piece) {
    int from = Character.isLowSurrogate(piece.charAt(0)) ? 1 : 0;
    int to = piece.length();
    return piece.substring(from, Character.isHighSurrogate(piece.charAt(to - 1)) ? to - 1 : to);
  }

  /** The text of ids, without special tokens. */
  String decode(int[] ids) {
    try {
      return TokenizersLibrary.LIB.decode(
          handle, Arrays.stream(ids).asLongStream().toArray(), true);
    } finally {
      Reference.reachabilityFence(this);
    }
  }
}
