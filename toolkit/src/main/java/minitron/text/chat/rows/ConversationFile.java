package minitron.text.chat.rows;

import static minitron.io.Messages.quote;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import minitron.io.Messages;
import minitron.python.PythonJson;
import minitron.runs.Progress;
import minitron.text.ChatTokenizer;
import minitron.text.Tokenizer;
import minitron.text.chat.LabelledIds;
import minitron.text.corpus.SourceFile;
import minitron.text.corpus.StrictText;

/** Reads files of conversations: JSON lines of one {@link ConversationKind} each. */
public final class ConversationFile {
  private final Path file;
  private final RowTokens tokens;
  private final List<LabelledIds> read = new ArrayList<>();
  private ConversationKind kind; // null before the first row

  private ConversationFile(Path file, RowTokens tokens) {
    this.file = file;
    this.tokens = tokens;
  }

  /**
   * The conversations of a file of JSON lines, or of the .jsonl files right in a folder by name;
   * each may be packed as .gz or .zst.
   *
   * @param nemo what marks the turns of NeMo's chat rows
   * @param progress is told of conversations
   * @throws IllegalArgumentException naming file, line and field of what is no conversation
   * @throws java.util.concurrent.CancellationException if it is stopped
   */
  public static Conversations read(
      String named, Tokenizer tokenizer, ChatPromptTokens nemo, Progress progress) {
    var notes = new Notes();
    var chat = new Once(tokenizer);
    var tokens = new RowTokens(tokenizer, chat::get, nemo, notes::add);
    List<LabelledIds> all = new ArrayList<>();
    for (SourceFile each : SourceFile.list(named)) {
      if (each.kind() != SourceFile.Kind.JSON_LINES) {
        throw new IllegalArgumentException(
            "%s is no file of conversations; allowed are JSON lines (.jsonl), also as .gz or .zst."
                .formatted(each));
      }
      all.addAll(new ConversationFile(each.path(), tokens).labelled(all.size(), progress));
    }
    String name = String.valueOf(Path.of(named).getFileName());
    return Conversations.of(name, all, notes.sentences());
  }

  /** The template is read when the first messages are, as not every kind needs one. */
  private static final class Once {
    private final Tokenizer tokenizer;
    private Optional<ChatTokenizer> made = Optional.empty();

    Once(Tokenizer tokenizer) {
      this.tokenizer = tokenizer;
    }

    ChatTokenizer get() {
      made = made.or(() -> Optional.of(ChatTokenizer.of(tokenizer)));
      return made.get();
    }
  }

  private List<LabelledIds> labelled(long before, Progress progress) {
    List<ConversationRow> rows = rows(file);
    for (ConversationRow row : rows) {
      read.add(labelled(row));
      progress.at(before + read.size(), before + rows.size(), "");
      if (progress.cancelled()) {
        throw new CancellationException(
            "Stopped on request after %,d conversations.".formatted(before + read.size()));
      }
    }
    return read;
  }

  /**
   * The rows of a file of JSON lines as they are.
   *
   * @throws IllegalArgumentException naming the line that is no JSON object
   */
  public static List<ConversationRow> rows(Path file) {
    String[] lines = text(file).split("\n", -1);
    List<ConversationRow> rows = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        String where = file + " line " + (i + 1);
        rows.add(new ConversationRow(object(lines[i], where), where));
      }
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          file + " is empty; it must hold one JSON object a line, at least one.");
    }
    return rows;
  }

  private static String text(Path file) {
    var text = new StringBuilder();
    try (var in = new StrictText(file, bytes -> {})) {
      while (in.read(text)) {
        // appended
      }
    }
    return text.toString();
  }

  private LabelledIds labelled(ConversationRow row) {
    String where = row.where();
    ConversationKind own = ConversationKind.of(row);
    if (kind != null && own != kind) {
      throw new IllegalArgumentException(
          "%s has %s, but the rows before have %s: take one kind of rows a file."
              .formatted(where, own, kind));
    }
    kind = own;
    try {
      return own.label(row, tokens);
    } catch (IllegalArgumentException e) {
      // A template's or a tokenizer's own words do not say which row they are about.
      String said = String.valueOf(e.getMessage());
      throw said.startsWith(where) ? e : new IllegalArgumentException(where + ": " + said, e);
    }
  }

  private static Map<String, Object> object(String line, String where) {
    Object value;
    try {
      value = PythonJson.loads(line);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s is %s: %s; write each row as {\"messages\": […]} on one line."
              .formatted(where, Messages.cut(e.getMessage()), quote(line.strip())),
          e);
    }
    if (!(value instanceof Map<?, ?> fields)) {
      throw new IllegalArgumentException(
          "%s is no JSON object: %s; write each row as {\"messages\": […]} on one line."
              .formatted(where, quote(line.strip())));
    }
    return ConversationRow.named(fields);
  }
}
