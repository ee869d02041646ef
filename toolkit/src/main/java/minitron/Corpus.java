package minitron;

import java.nio.file.Path;
import java.util.Arrays;
import minitron.model.CausalLm;
import minitron.report.LabelledWords;
import minitron.report.LabelledWords.Word;
import minitron.text.TokenCorpus;
import minitron.text.Tokenizer;
import minitron.tinyworld.TinyWorld;

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
    return TokenCorpus.read(Path.of(fileOrFolder), model.tokenizer());
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
    return TinyWorld.corpus(register, model.tokenizer(), TINY_WORLD_CHARACTERS);
  }

  /** A text as a model reads it: its tokens, each with its id, without what is put before them. */
  public static LabelledWords tokens(String text, CausalLm model) {
    Tokenizer tokenizer = model.tokenizer();
    return new LabelledWords(
        Arrays.stream(tokenizer.encodePlain(text))
            .mapToObj(id -> new Word(visible(tokenizer.decode(new int[] {id})), "" + id))
            .toList());
  }

  private static String visible(String text) {
    return text.replace(' ', '·').replace("\n", "⏎");
  }

  /** Tokens as text again, for looking at. */
  public static String read(int[] tokens, CausalLm model) {
    return model.tokenizer().decode(tokens);
  }
}
