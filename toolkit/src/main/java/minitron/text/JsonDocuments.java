package minitron.text;

import static minitron.io.Messages.quote;

import com.google.gson.JsonElement;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import minitron.io.Messages;
import minitron.text.corpus.SourceFile;
import minitron.text.corpus.Unpacked;
import minitron.text.tokenizer.JsonKinds;

/** The documents of a file of JSON lines: a field of each. It is read line by line. */
final class JsonDocuments {
  private static final int CHUNK = 1 << 16;
  private static final int LONGEST = Integer.MAX_VALUE / 2;

  private final SourceFile file;
  private final Consumer<String> to;
  private byte[] bytes = new byte[2 * CHUNK];
  private int line;

  private JsonDocuments(SourceFile file, Consumer<String> to) {
    this.file = file;
    this.to = to;
  }

  /**
   * Gives each document's text; blank lines are passed over.
   *
   * @param passed is told how many bytes more of the file were read
   * @throws IllegalArgumentException for a line that is not UTF-8, no JSON object, or has no text
   */
  static void read(SourceFile file, LongConsumer passed, Consumer<String> to) {
    new JsonDocuments(file, to).read(passed);
  }

  private void read(LongConsumer passed) {
    try (var in = new Unpacked(file.path(), passed)) {
      int filled = 0;
      int more = in.read(bytes, 0);
      while (more >= 0) {
        filled = lines(filled, filled + more);
        if (filled > bytes.length - CHUNK) {
          bytes = Arrays.copyOf(bytes, larger());
        }
        more = in.read(bytes, filled);
      }
      document(0, filled);
    }
  }

  /** Takes the whole lines from the buffer; gives how much is left, which then stands first. */
  private int lines(int searched, int end) {
    int start = 0;
    // Cut at the byte, not by a reader: readers also cut at \r and so change what a string holds.
    for (int i = searched; i < end; i++) {
      if (bytes[i] == '\n') {
        document(start, i);
        start = i + 1;
      }
    }
    System.arraycopy(bytes, start, bytes, 0, end - start);
    return end - start;
  }

  private int larger() {
    if (bytes.length >= LONGEST) {
      throw new IllegalArgumentException(
          "%s line %d has more than %d bytes; is it JSON lines, one object a line?"
              .formatted(file, line + 1, LONGEST));
    }
    return Math.min(LONGEST, 2 * bytes.length);
  }

  private void document(int start, int end) {
    line++;
    String where = "%s line %d".formatted(file, line);
    JsonLines.row(ByteBuffer.wrap(bytes, start, end - start), where)
        .map(row -> text(row, where))
        .ifPresent(to);
  }

  private String text(Row row, String where) {
    JsonElement value = row.fields().get(file.field());
    if (value == null) {
      throw new IllegalArgumentException(
          "%s has no field %s; it has %s: name the one with the text, as in %s#FIELD."
              .formatted(
                  where,
                  quote(file.field()),
                  Messages.cut(String.join(", ", row.fields().keySet())),
                  file.path().getFileName()));
    }
    if (!JsonKinds.isText(value)) {
      throw row.problem(file.field(), "must be a string");
    }
    try {
      TextFiles.checkSurrogates(value.getAsString());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s: field %s: %s".formatted(where, quote(file.field()), e.getMessage()), e);
    }
    return value.getAsString();
  }
}
