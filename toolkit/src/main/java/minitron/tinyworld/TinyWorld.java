package minitron.tinyworld;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import minitron.io.Sha256;
import minitron.text.BytePairTrainer;
import minitron.text.ItemSource;
import minitron.text.ItemSplit;
import minitron.text.JsonLines;
import minitron.text.TokenCorpus;
import minitron.text.Tokenizer;

/** TinyWorld: its evaluation items, its texts and its tokenizer. */
public final class TinyWorld {
  /** The seed of the stories that the tokenizer and the teacher are trained on. */
  public static final long TRAINING_SEED = 7;

  /** The seed of {@link #corpus}: other stories than the teacher's. */
  private static final long CORPUS_SEED = 8;

  private static final int VOCABULARY = 1024;

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
    return TokenCorpus.of(
        "tinyworld " + register, tokenizer.bosRule(), tokenizer.encodePlain(text));
  }

  /** Trains the tokenizer on both registers and writes its two files. */
  public static void trainTokenizer(Path folder, int window) {
    String text =
        new Stories(Register.ORIGINAL, TRAINING_SEED).text(1_000_000)
            + new Stories(Register.SHIFTED, TRAINING_SEED).text(1_000_000);
    BytePairTrainer.train(text, VOCABULARY, window, folder);
  }

  private static byte[] bytes(List<?> rows) {
    return rows.stream()
        .map(row -> JSON.toJson(row) + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }
}
