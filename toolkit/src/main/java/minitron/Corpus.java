package minitron;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import minitron.host.Watch;
import minitron.io.UserCache;
import minitron.model.CausalLm;
import minitron.report.LabelledWords;
import minitron.report.LabelledWords.Word;
import minitron.runs.KeptFolder;
import minitron.text.TokenCorpus;
import minitron.text.Tokenizer;
import minitron.text.chat.rows.ChatPromptTokens;
import minitron.text.chat.rows.ConversationFile;
import minitron.text.chat.rows.Conversations;
import minitron.tinyworld.TinyWorld;

/** Text and conversations to train on and to measure with. */
public final class Corpus {
  private static final String OFF = "off";
  private static final long MB = 1_000_000;
  private static final int TOKENS_MB = 20_000;
  private static final long TINY_WORLD_CHARACTERS = 3_000_000;

  private Corpus() {}

  /**
   * A text in the tokens of a model. It may be of any size: what is larger than a megabyte is
   * tokenized once, on all cores, into a file that is mapped, and that is kept for the next call
   * with the same files and tokenizer.
   *
   * <ul>
   *   <li>A text file is one document.
   *   <li>A file of JSON lines, {@code .jsonl}, has a document a line, in its field {@code text},
   *       or in the one that is named as in {@code "pages.jsonl#body"}.
   *   <li>A folder has the {@code .txt} and {@code .jsonl} files right in it, by name. Each of
   *       these may be packed: {@code .gz}, {@code .zst}.
   *   <li>A {@code .bin} file has token ids, as nanoGPT and llm.c write them: raw, little-endian,
   *       two bytes each, or four where the vocabulary is larger than 65,536 or the name ends in
   *       {@code .uint32.bin}. It is mapped as it is.
   * </ul>
   *
   * <p>Tokens are kept where the {@link Setting} {@code TOKENS} says, a folder or {@code off} (then
   * they are in memory); {@code TOKENS_MB} is how much those of all texts may take.
   *
   * @return blocks of 256 tokens; {@code .length(n)} and {@code .split(0.95)} change that
   * @throws IllegalArgumentException if there is no text, it is not UTF-8, or the model has no
   *     tokenizer that fits it
   * @throws java.util.concurrent.CancellationException if it is stopped
   */
  public static TokenCorpus text(String fileOrFolder, CausalLm model) {
    Tokenizer tokenizer = model.tokenizer();
    return Watch.with(
        "Tokenizing",
        "MB",
        progress -> TokenCorpus.read(fileOrFolder, tokenizer, kept(), progress));
  }

  /** Where tokens are kept; empty if nowhere. */
  private static Optional<KeptFolder> kept() {
    Path cache = UserCache.folder("tokens");
    String set = Setting.of("TOKENS", cache.isAbsolute() ? cache.toString() : OFF);
    return set.equalsIgnoreCase(OFF)
        ? Optional.empty()
        : Optional.of(
            new KeptFolder(Path.of(set).toAbsolutePath(), MB * Setting.of("TOKENS_MB", TOKENS_MB)));
  }

  /**
   * Conversations in the tokens of a model, each with the tokens that tuning learns: the
   * assistant's words and what ends its turn, as the model's chat template has it. A file of JSON
   * lines ({@code .jsonl}, also packed as {@code .gz} or {@code .zst}), or a folder of some; the
   * keys of its rows say what they are:
   *
   * <ul>
   *   <li>{@code messages}, and {@code tools} if there are some
   *   <li>{@code prompt} and {@code completion}, as texts or as messages
   *   <li>{@code text}, all of which is learnt
   *   <li>{@code conversations} of {@code from} and {@code value}, as ShareGPT has them, or NeMo's,
   *       with {@code system} and {@code mask}
   *   <li>{@code input} and {@code output}, NeMo's prompt and response
   * </ul>
   *
   * @return not split; {@code .split(0.95)} holds some out
   * @throws IllegalArgumentException naming file, line and field of what is no such row, or the
   *     chat template that cannot be used
   * @throws java.util.concurrent.CancellationException if it is stopped
   */
  public static Conversations conversations(String fileOrFolder, CausalLm model) {
    return conversations(fileOrFolder, model, ChatPromptTokens.NEMO);
  }

  /**
   * The same with what marks the turns of NeMo's chats.
   *
   * @param nemo such as {@code ChatPromptTokens.of("nemotron")}
   */
  public static Conversations conversations(
      String fileOrFolder, CausalLm model, ChatPromptTokens nemo) {
    Tokenizer tokenizer = model.tokenizer();
    return Watch.with(
        "Reading",
        "conversations",
        progress -> ConversationFile.read(fileOrFolder, tokenizer, nemo, progress));
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

  /**
   * Random tokens of a model's vocabulary, each as likely as any other: for a model that has no
   * tokenizer, or where what is read plays no part. Nobody can predict them better than by ln of
   * the vocabulary, in nats a token.
   *
   * @param tokens how many
   * @param seed the same seed gives the same ones
   */
  public static TokenCorpus random(CausalLm model, int tokens, long seed) {
    int[] ids = new Random(seed).ints(tokens, 0, model.config().vocabSize()).toArray();
    return TokenCorpus.of("random tokens", "no BOS", ids);
  }

  /** A text as a model reads it: its tokens, each with its id, without what is put before them. */
  public static LabelledWords tokens(String text, CausalLm model) {
    Tokenizer tokenizer = model.tokenizer();
    return new LabelledWords(
        Arrays.stream(tokenizer.encodePlain(text))
            .mapToObj(
                id -> new Word(LabelledWords.visible(tokenizer.decode(new int[] {id})), "" + id))
            .toList());
  }

  /** Tokens as text again, for looking at. */
  public static String read(int[] tokens, CausalLm model) {
    return model.tokenizer().decode(tokens);
  }
}
