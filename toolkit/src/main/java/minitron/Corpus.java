package minitron;

import java.nio.file.Path;
import minitron.data.TokenCorpus;
import minitron.data.Tokenizer;
import minitron.data.tinyworld.TinyWorld;
import minitron.model.CausalLm;

/** Text to train on and to measure with. */
public final class Corpus {
  private static final long TINY_WORLD_CHARACTERS = 3_000_000;

  private Corpus() {}

  /**
   * A text file, or a folder of .txt files, in the tokens of a model.
   *
   * @return blocks of 256 tokens; {@code .length(n)} and {@code .split(0.95)} change that
   * @throws IllegalArgumentException if there is no text, it is not UTF-8, or the model has no
   *     tokenizer that fits it
   */
  public static TokenCorpus text(String fileOrFolder, CausalLm model) {
    try (Tokenizer tokenizer = tokenizer(model)) {
      return TokenCorpus.read(Path.of(fileOrFolder), tokenizer);
    }
  }

  /** By what a setting says: {@code tinyworld} for its shifted register, or a text file. */
  public static TokenCorpus of(String text, CausalLm model) {
    return text.equals("tinyworld") ? tinyWorld("shifted", model) : text(text, model);
  }

  /**
   * Stories of TinyWorld, the toolkit's own small world: made when asked for, the same each time,
   * and none of them one that its teacher was trained on.
   *
   * @param register {@code original}, as the teacher was trained on, or {@code shifted}: the same
   *     world in other words
   */
  public static TokenCorpus tinyWorld(String register, CausalLm model) {
    try (Tokenizer tokenizer = tokenizer(model)) {
      return TinyWorld.corpus(register, tokenizer, TINY_WORLD_CHARACTERS);
    }
  }

  /** Tokens as text again, for looking at. */
  public static String read(int[] tokens, CausalLm model) {
    try (Tokenizer tokenizer = tokenizer(model)) {
      return tokenizer.decode(tokens);
    }
  }

  static Tokenizer tokenizer(CausalLm model) {
    if (model.home() == null) {
      throw new IllegalArgumentException("The model has no tokenizer: load it from a folder.");
    }
    Tokenizer tokenizer = Tokenizer.of(model.home());
    if (tokenizer.size() > model.config().vocabSize()) {
      int size = tokenizer.size();
      tokenizer.close();
      throw new IllegalArgumentException(
          "The tokenizer in "
              + model.home()
              + " has ids up to "
              + (size - 1)
              + ", but the model's vocabulary has "
              + model.config().vocabSize()
              + ": they do not belong together.");
    }
    return tokenizer;
  }
}
