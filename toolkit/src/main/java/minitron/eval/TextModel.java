package minitron.eval;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A model that answers questions in words: a scorer behind its tokenizer.
 *
 * @param codec the model's tokenizer
 * @param scorer the model
 * @param window the most tokens the model takes at once; longer questions lose their beginning
 */
public record TextModel(TokenCodec codec, Scorer scorer, int window) {

  /** Scores every question, in order. */
  public List<Likelihood> score(List<Question> questions) {
    PairEncoder encoder = new PairEncoder(codec, window);
    List<Scored> scored = scorer.score(questions.stream().map(encoder::encode).toList());
    if (scored.size() != questions.size()) {
      throw new IllegalStateException(
          "The scorer answered %d of %d requests; it must answer each, in order."
              .formatted(scored.size(), questions.size()));
    }
    return IntStream.range(0, scored.size())
        .mapToObj(i -> new Likelihood(questions.get(i), scored.get(i)))
        .toList();
  }
}
