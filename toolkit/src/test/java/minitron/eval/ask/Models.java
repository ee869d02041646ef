package minitron.eval.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minitron.infer.Generator;
import minitron.infer.Scored;
import minitron.infer.Scorer;
import minitron.infer.TokenCodec;
import minitron.infer.TokenRequest;
import minitron.runs.Progress;

/** Language models from a few lines of a test; they remember nothing. */
public final class Models {
  private Models() {}

  /** A model that scores and does not generate. */
  public static LanguageModel of(TokenCodec codec, Scorer scorer, int window) {
    Generator none =
        generator(
            (prompts, most, finished) -> {
              throw new IllegalStateException("This model only scores; give it a generator too.");
            });
    return of(codec, scorer, none, window);
  }

  /** A model that generates by default. */
  public static LanguageModel of(TokenCodec codec, Scorer scorer, Generator generator, int window) {
    return of(codec, scorer, generator, window, GenerationConfig.DEFAULT);
  }

  /** A model that generates in a way of its own. */
  public static LanguageModel of(
      TokenCodec codec,
      Scorer scorer,
      Generator generator,
      int window,
      GenerationConfig generation) {
    var encoder = new PairEncoder(codec, window);
    return new LanguageModel(
        encoder, scorer, generator, generation, AnswerLog.NONE, Progress.SILENT);
  }

  /** A scorer that gives all answers at once, in the requests' order. */
  public static Scorer scorer(Function<List<TokenRequest>, List<Scored>> answers) {
    return (requests, progress, listener) -> {
      List<Scored> scored = answers.apply(requests);
      assertEquals(requests.size(), scored.size(), "one answer a request");
      listener.at(
          IntStream.range(0, scored.size()).boxed().collect(Collectors.toMap(i -> i, scored::get)));
    };
  }

  /** A generator that gives all texts at once, in the prompts' order. */
  public static Generator generator(Texts texts) {
    return (prompts, numbers, most, finished, progress, listener) -> {
      List<int[]> generated = texts.of(prompts, most, finished);
      for (int i = 0; i < generated.size(); i++) {
        listener.at(i, generated.get(i));
      }
    };
  }

  /** What is written after prompts. */
  @FunctionalInterface
  public interface Texts {
    /** The texts, as a generator's. */
    List<int[]> of(List<int[]> prompts, int most, Predicate<int[]> finished);
  }
}
