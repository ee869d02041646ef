package minitron.eval.ask;

import minitron.infer.Generator;
import minitron.infer.Scorer;
import minitron.infer.TokenCodec;
import minitron.runs.Progress;

/** Language models from a few lines of a test; they remember nothing. */
public final class Models {
  private Models() {}

  /** A model that scores and does not generate. */
  public static LanguageModel of(TokenCodec codec, Scorer scorer, int window) {
    Generator none =
        (prompts, most, finished) -> {
          throw new IllegalStateException("This model only scores; give it a generator too.");
        };
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
}
