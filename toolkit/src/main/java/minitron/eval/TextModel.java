package minitron.eval;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A model that answers in words: a scorer and a writer behind their tokenizer.
 *
 * @param codec the model's tokenizer
 * @param scorer the model, as scoring sees it
 * @param generator the model, as writing sees it
 * @param window the most tokens the model takes at once; longer questions lose their beginning
 * @param conduct how it is let write
 */
public record TextModel(
    TokenCodec codec, Scorer scorer, Generator generator, int window, Conduct conduct) {

  /** A model that writes in the usual way. */
  public TextModel(TokenCodec codec, Scorer scorer, Generator generator, int window) {
    this(codec, scorer, generator, window, Conduct.USUAL);
  }

  /** A model that scores and does not write. */
  public TextModel(TokenCodec codec, Scorer scorer, int window) {
    this(codec, scorer, TextModel::noWriting, window);
  }

  private static List<int[]> noWriting(List<int[]> prompts, int most, Predicate<int[]> finished) {
    throw new IllegalStateException("This model only scores; give it a generator to let it write.");
  }

  /**
   * Goes on from every context until one of the texts in {@code until}, the EOS token or {@code
   * most} tokens. A context that leaves no room for them loses its beginning.
   */
  public List<String> write(List<String> contexts, List<String> until, int most) {
    checkRoom("A task", most);
    StopTexts stops = new StopTexts(until, codec);
    List<int[]> prompts = contexts.stream().map(context -> prompt(context, window - most)).toList();
    return generator.generate(prompts, most, stops::reached).stream().map(stops::cut).toList();
  }

  /** Refuses to write so many tokens that no prompt goes before them. */
  void checkRoom(String task, int most) {
    if (most >= window) {
      throw new IllegalArgumentException(
          "%s writes up to %d tokens, which leave no room for a prompt in the model's window of %d; ask for fewer with --max-tokens, in Java options().maxTokens(%d), or take a model with a longer one."
              .formatted(task, most, window, window / 2));
    }
  }

  private int[] prompt(String context, int room) {
    int[] ids = codec.encode(context);
    if (ids.length == 0) {
      return new int[] {codec.prefix()};
    }
    return Arrays.copyOfRange(ids, Math.max(0, ids.length - room), ids.length);
  }

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
