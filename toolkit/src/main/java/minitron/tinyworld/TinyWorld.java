package minitron.tinyworld;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minitron.io.NewFile;
import minitron.io.Sha256;
import minitron.text.BytePairTrainer;
import minitron.text.ChatTokenizer;
import minitron.text.ItemSource;
import minitron.text.ItemSplit;
import minitron.text.JsonLines;
import minitron.text.TokenCorpus;
import minitron.text.Tokenizer;
import minitron.text.chat.ChatOptions;
import minitron.text.chat.Message;
import minitron.text.chat.rows.Conversations;
import minitron.tinyworld.talk.Exercise;
import minitron.tinyworld.talk.Talks;
import minitron.tinyworld.words.Register;

/** TinyWorld: its evaluation items, its texts and its tokenizer. */
public final class TinyWorld {
  /** The seed of the stories that the tokenizer and the teacher are trained on. */
  public static final long TRAINING_SEED = 7;

  /** The seed of {@link #corpus}: other stories than the teacher's. */
  private static final long CORPUS_SEED = 8;

  /** The seed of the conversations that models are tuned on. */
  private static final long TALKS_SEED = 9;

  private static final int VOCABULARY = 1024;

  /** How conversations are written, beside the tokenizer. */
  private static final String TEMPLATE = "chat_template.jinja";

  /** The splits that were computed: they are the same in every process, as no seed is free. */
  private static final Map<String, ItemSplit> COMPUTED = new ConcurrentHashMap<>();

  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

  private TinyWorld() {}

  /** Evaluation items about held-out facts; each split is computed when needed, and then kept. */
  public static ItemSource items() {
    return (dataset, split) -> COMPUTED.computeIfAbsent(dataset + "/" + split, TinyWorld::split);
  }

  private static ItemSplit split(String name) {
    Supplier<List<?>> rows = Splits.all().get(name);
    if (rows == null) {
      throw new IllegalArgumentException(
          "TinyWorld has no %s; it has %s."
              .formatted(name, String.join(", ", Splits.all().keySet())));
    }
    byte[] bytes = bytes(rows.get());
    return new ItemSplit(name + ".jsonl", JsonLines.parse(bytes, name), Sha256.of(bytes));
  }

  /** Writes all items as {@code FOLDER/<dataset>/<split>.jsonl}, for other programs. */
  public static void writeItems(Path folder) {
    for (Map.Entry<String, Supplier<List<?>>> split : Splits.all().entrySet()) {
      Path file = folder.resolve(split.getKey() + ".jsonl");
      try {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes(split.getValue().get()));
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
      }
    }
  }

  /**
   * Stories of a register as tokens of a model; the teacher has seen none of them.
   *
   * @param register {@code original} or {@code shifted}
   * @param characters about how many
   */
  public static TokenCorpus corpus(String register, Tokenizer tokenizer, long characters) {
    String text = new Stories(Register.of(register), CORPUS_SEED).text(characters);
    return TokenCorpus.of("tinyworld " + register, text, tokenizer);
  }

  /**
   * The first conversations that models are tuned on, in a model's tokens.
   *
   * @throws IllegalArgumentException if its folder has no chat template, or the number is below 1
   */
  public static Conversations conversations(Tokenizer tokenizer, int number) {
    if (number < 1) {
      throw new IllegalArgumentException(number + " conversations: at least 1 is needed.");
    }
    ChatTokenizer chat = ChatTokenizer.of(tokenizer);
    return Conversations.of(
        "tinyworld conversations",
        IntStream.range(0, number)
            .mapToObj(i -> chat.label(conversation(i).messages(), ChatOptions.DEFAULT))
            .toList(),
        List.of());
  }

  /** A conversation that models are tuned on, counted from 0. */
  public static Exercise conversation(int number) {
    return new Talks(false, TALKS_SEED).exercise(number);
  }

  /** Writes so many conversations that models are tuned on, one {@code {"messages": …}} a line. */
  public static void writeConversations(Path file, int number) {
    List<?> rows =
        IntStream.range(0, number)
            .mapToObj(i -> Map.of("messages", messages(conversation(i))))
            .toList();
    NewFile.write(file, partial -> Files.write(partial, bytes(rows)));
  }

  private static List<Map<String, Object>> messages(Exercise exercise) {
    return exercise.messages().stream().map(Message::fields).toList();
  }

  /** Trains the tokenizer on both registers and writes its files, the chat template too. */
  public static void trainTokenizer(Path folder, int window) {
    String text =
        new Stories(Register.ORIGINAL, TRAINING_SEED).text(1_000_000)
            + new Stories(Register.SHIFTED, TRAINING_SEED).text(1_000_000);
    BytePairTrainer.train(text, VOCABULARY, window, folder);
    writeTemplate(folder.resolve(TEMPLATE));
  }

  private static void writeTemplate(Path file) {
    try (InputStream template =
        TinyWorld.class.getResourceAsStream("/minitron/tinyworld/" + TEMPLATE)) {
      Files.copy(Objects.requireNonNull(template), file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static byte[] bytes(List<?> rows) {
    return rows.stream()
        .map(row -> JSON.toJson(row) + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }
}
