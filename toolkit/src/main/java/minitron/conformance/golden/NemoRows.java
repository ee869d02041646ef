package minitron.conformance.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import minitron.io.Disk;
import minitron.text.Tokenizer;
import minitron.text.chat.LabelledIds;
import minitron.text.chat.rows.ChatPromptTokens;
import minitron.text.chat.rows.ConversationRow;
import minitron.text.chat.rows.NemoChat;

/** Rows of NeMo's chat format: text, tokens, mask and warnings. */
final class NemoRows implements GoldenCheck {
  private final Map<Path, Tokenizer> tokenizers = new HashMap<>();

  static Map<String, GoldenCheck> kinds() {
    return Map.of("nemo_chat", new NemoRows());
  }

  @Override
  public Optional<String> difference(GoldenRow row, GoldenFolder folder) {
    Tokenizer tokenizer = tokenizers.computeIfAbsent(file(row, folder), NemoRows::open);
    List<Object> warnings = new ArrayList<>();
    var chat = new NemoChat(marks(row), tokenizer::encodePlain, warnings::add);
    var source = new ConversationRow(row.object("source"), row.where());
    if (row.has("error")) {
      return refused(chat, source)
          ? Optional.empty()
          : Optional.of("the row is taken, expected " + row.value("error"));
    }
    NemoChat.Labelled found = chat.label(source);
    LabelledIds labels = found.labels();
    return GoldenCheck.equal("text", row.text("text"), found.text())
        .or(() -> GoldenCheck.equal("input_ids", row.list("input_ids"), ids(labels)))
        .or(() -> GoldenCheck.equal("mask", row.list("mask"), mask(labels)))
        .or(() -> GoldenCheck.equal("warnings", row.list("warnings"), warnings));
  }

  /** NeMo refuses a row of which nothing is learnt, too. */
  private static boolean refused(NemoChat chat, ConversationRow source) {
    try {
      LabelledIds labels = chat.label(source).labels();
      return IntStream.range(0, labels.size()).noneMatch(labels::isSupervised);
    } catch (IllegalArgumentException e) {
      return true;
    }
  }

  private static List<Object> ids(LabelledIds labels) {
    return IntStream.of(labels.ids()).asLongStream().<Object>mapToObj(id -> id).toList();
  }

  private static List<Object> mask(LabelledIds labels) {
    return IntStream.range(0, labels.size())
        .<Object>mapToObj(t -> labels.isSupervised(t) ? 1L : 0L)
        .toList();
  }

  private static ChatPromptTokens marks(GoldenRow row) {
    Map<String, Object> marks = row.object("chat_prompt_tokens");
    return new ChatPromptTokens(
        (String) marks.get("system_turn_start"),
        (String) marks.get("turn_start"),
        (String) marks.get("label_start"),
        (String) marks.get("end_of_turn"),
        (String) marks.get("end_of_name"));
  }

  private static Path file(GoldenRow row, GoldenFolder folder) {
    String name = row.has("tokenizer") ? row.text("tokenizer") : "nemo_tokenizer.json";
    return folder.path().resolve(name);
  }

  /** A tokenizer whose file has another name than a checkpoint's. */
  private static Tokenizer open(Path file) {
    try {
      Path folder = Files.createTempDirectory("minitron-golden");
      try {
        Files.copy(file, folder.resolve("tokenizer.json"));
        return Tokenizer.of(folder);
      } finally {
        Files.deleteIfExists(folder.resolve("tokenizer.json"));
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw Disk.cannotRead(file, e);
    }
  }
}
