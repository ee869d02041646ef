package minitron.infer;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import minitron.text.Tokenizer;

/**
 * A tokenizer, as evaluation sees it.
 *
 * @param prefix what stands before a request with no context
 */
public record TokenizerCodec(Tokenizer tokenizer, int prefix) implements TokenCodec {

  /** A tokenizer that has a BOS or an EOS token. */
  public static TokenizerCodec of(Tokenizer tokenizer) {
    OptionalInt first = tokenizer.bos().isPresent() ? tokenizer.bos() : tokenizer.eos();
    return new TokenizerCodec(
        tokenizer,
        first.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The tokenizer has neither a BOS nor an EOS token, and a request without"
                        + " context begins with one: name one in its tokenizer_config.json.")));
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
  public Optional<String> eosText() {
    return tokenizer.eosText();
  }
}
