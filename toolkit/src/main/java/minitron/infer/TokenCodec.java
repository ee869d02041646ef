package minitron.infer;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import minitron.text.Tokenizer;

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

  /** The text of the BOS token; empty if there is none. */
  default Optional<String> bosText() {
    return Optional.empty();
  }

  /** The text of the EOS token; empty if there is none. */
  default Optional<String> eosText() {
    return Optional.empty();
  }

  /**
   * A tokenizer's own.
   *
   * @throws IllegalArgumentException if it has neither a BOS nor an EOS token
   */
  static TokenCodec of(Tokenizer tokenizer) {
    OptionalInt first = tokenizer.bos().isPresent() ? tokenizer.bos() : tokenizer.eos();
    return new OfTokenizer(
        tokenizer,
        first.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The tokenizer has neither a BOS nor an EOS token, and a request without"
                        + " context begins with one: name one in its tokenizer_config.json.")));
  }

  /** A tokenizer, as evaluation sees it. */
  record OfTokenizer(Tokenizer tokenizer, int prefix) implements TokenCodec {
    @Override
    public int prefix() {
      return tokenizer.known(prefix);
    }

    @Override
    public int[] encode(String text) {
      return tokenizer.encodeOnce(text);
    }

    @Override
    public int[] encodePlain(String text) {
      return tokenizer.encodePlain(text);
    }

    @Override
    public String decode(int[] ids) {
      return tokenizer.decode(ids);
    }

    @Override
    public Set<Integer> ends() {
      return tokenizer.ends();
    }

    @Override
    public Optional<String> bosText() {
      return tokenizer.bosText();
    }

    @Override
    public Optional<String> eosText() {
      return tokenizer.eosText();
    }
  }
}
