package minitron.text;

import java.util.Optional;
import java.util.OptionalInt;
import minitron.text.tokenizer.Vocabulary;

/**
 * The tokens that begin and end a text, as far as a tokenizer has them.
 *
 * @param bos begins one
 * @param eos ends one
 */
record NamedTokens(Optional<Special> bos, Optional<Special> eos) {
  /** A token's text and id. */
  record Special(String text, int id) {}

  static NamedTokens of(TokenizerFiles files, Vocabulary vocabulary) {
    return new NamedTokens(
        special("bos_token", files, vocabulary), special("eos_token", files, vocabulary));
  }

  private static Optional<Special> special(
      String name, TokenizerFiles files, Vocabulary vocabulary) {
    return files.named(name).map(text -> new Special(text, vocabulary.id(text)));
  }

  static OptionalInt id(Optional<Special> token) {
    return token.isPresent() ? OptionalInt.of(token.get().id) : OptionalInt.empty();
  }

  /** Whether a text begins with the BOS token, or with the EOS token if there is no BOS. */
  boolean begin(String text) {
    return bos.or(() -> eos).filter(first -> text.startsWith(first.text)).isPresent();
  }

  /** What happens to the BOS token, in words. */
  String bosRule(boolean added) {
    if (bos.isEmpty()) {
      return "no BOS: the tokenizer has none";
    }
    String token = bos.get().text + " (" + bos.get().id + ")";
    return added
        ? "BOS " + token + " is added once by the tokenizer"
        : "no BOS: the tokenizer does not add its " + token;
  }
}
