package minitron.infer;

import java.util.Optional;
import java.util.Set;

/** What scoring needs of a tokenizer. Token ids are indices into the model's vocabulary. */
public interface TokenCodec {

  /**
   * A text with the tokenizer's own special tokens, as the tokenizer's files say; a text that
   * already begins with the text of {@link #prefix} gets none.
   */
  int[] encode(String text);

  /** A text without any special token. */
  int[] encodePlain(String text);

  /** What stands before a request with no context: the BOS token, or EOS where there is none. */
  int prefix();

  /** The text of tokens, without special ones. */
  String decode(int[] ids);

  /** The tokens that end a text; a model may have several, or none. */
  Set<Integer> ends();

  /** The text of the EOS token; empty if there is none. */
  default Optional<String> eosText() {
    return Optional.empty();
  }
}
