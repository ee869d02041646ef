package minitron;

import java.util.ArrayList;
import java.util.List;
import minitron.data.Tokenizer;
import minitron.model.CausalLm;
import minitron.report.Glosses;
import minitron.report.Showable;

/**
 * A text as a model reads it: piece by piece, each with its number in the vocabulary.
 *
 * @param tokens from the first to the last
 */
public record Tokens(List<Token> tokens) implements Showable {
  /** A token: its id and its text, the space before it included. */
  public record Token(int id, String text) {}

  /** Keeps the tokens as they are now. */
  public Tokens {
    tokens = List.copyOf(tokens);
  }

  /** The tokens of a text, without what a tokenizer may put before it. */
  public static Tokens of(String text, CausalLm model) {
    try (Tokenizer tokenizer = Corpus.tokenizer(model)) {
      List<Token> tokens = new ArrayList<>();
      for (int id : tokenizer.encodePlain(text)) {
        tokens.add(new Token(id, tokenizer.decode(new int[] {id})));
      }
      return new Tokens(tokens);
    }
  }

  @Override
  public List<?> parts() {
    List<Glosses.Gloss> words =
        tokens.stream()
            .map(token -> new Glosses.Gloss(visible(token.text), String.valueOf(token.id)))
            .toList();
    return List.of(new Glosses(words));
  }

  private static String visible(String text) {
    return text.replace(' ', '·').replace("\n", "⏎");
  }

  @Override
  public String toString() {
    return String.valueOf(parts().get(0));
  }
}
