package minitron.eval.ask;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minitron.eval.harness.RequestKey;
import minitron.infer.Scored;
import minitron.io.WriterLock;
import minitron.text.JsonLines;
import minitron.text.Row;

/**
 * A model's answers to a task's requests, each appended to a file as soon as it is there: JSON
 * lines, of which the first says what run it is and each other one is {@code {"request": key,
 * "answer": …}}. A line that was being written when the program was killed is taken off.
 */
public final class AnswerLog implements AutoCloseable {
  /** A log that remembers nothing. */
  public static final AnswerLog NONE = new AnswerLog(null, null, Map.of());

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  // Not its channel: an interrupt, which is a wish to stop, would close that at the next write.
  private final RandomAccessFile file;
  private final WriterLock lock;
  private final Map<String, JsonElement> answers;

  private AnswerLog(RandomAccessFile file, WriterLock lock, Map<String, JsonElement> answers) {
    this.file = file;
    this.lock = lock;
    this.answers = answers;
  }

  /**
   * Opens a log or begins it.
   *
   * @param run what it is a log of
   * @throws IllegalArgumentException if it is another run's, or used by another program now
   */
  public static AnswerLog open(Path path, Map<String, Object> run) {
    RandomAccessFile file = null;
    WriterLock lock = null;
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      lock = WriterLock.beside(path);
      file = new RandomAccessFile(path.toFile(), "rw");
      AnswerLog log = new AnswerLog(file, lock, read(file, path, GSON.toJsonTree(run)));
      if (file.length() == 0) {
        log.append(GSON.toJson(Map.of("run", run)));
      }
      return log;
    } catch (IOException e) {
      close(file, lock);
      throw new UncheckedIOException(
          "The answers cannot be kept in " + path + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      close(file, lock);
      throw e;
    }
  }

  private static Map<String, JsonElement> read(RandomAccessFile file, Path path, JsonElement run)
      throws IOException {
    byte[] whole = wholeLines(file);
    file.setLength(whole.length);
    file.seek(whole.length);
    Map<String, JsonElement> answers = new HashMap<>();
    if (whole.length == 0) {
      return answers;
    }
    List<Row> rows = JsonLines.parse(whole, path.toString());
    if (!run.equals(rows.get(0).fields().get("run"))) {
      throw new IllegalArgumentException(
          path + " holds the answers of another run: delete it, or name another folder.");
    }
    for (Row row : rows.subList(1, rows.size())) {
      answers.put(row.text("request"), row.fields().get("answer"));
    }
    return answers;
  }

  private static byte[] wholeLines(RandomAccessFile file) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(file.length())];
    file.readFully(bytes);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }

  /** A request's key; empty where nothing is remembered. */
  String key(Object... methodAndArguments) {
    return file == null ? "" : RequestKey.of(methodAndArguments);
  }

  /** The answer to a request of that key, if it is there. */
  Optional<Scored> scored(String key) {
    return Optional.ofNullable(answers.get(key))
        .map(JsonElement::getAsJsonArray)
        .map(pair -> new Scored(pair.get(0).getAsDouble(), pair.get(1).getAsBoolean()));
  }

  /** What was written for a request of that key, if it is there. */
  Optional<String> written(String key) {
    return Optional.ofNullable(answers.get(key)).map(JsonElement::getAsString);
  }

  void add(String key, Scored scored) {
    double value = scored.logLikelihood();
    JsonArray answer = new JsonArray();
    // JSON has no number for what is not finite.
    answer.add(Double.isFinite(value) ? new JsonPrimitive(value) : new JsonPrimitive("" + value));
    answer.add(scored.greedy());
    add(key, answer);
  }

  void add(String key, String text) {
    add(key, new JsonPrimitive(text));
  }

  private void add(String key, JsonElement answer) {
    if (file == null) {
      return;
    }
    JsonObject line = new JsonObject();
    line.addProperty("request", key);
    line.add("answer", answer);
    try {
      append(GSON.toJson(line));
    } catch (IOException e) {
      throw new UncheckedIOException("An answer cannot be kept: " + e.getMessage(), e);
    }
  }

  // Programs end on many threads.
  private synchronized void append(String line) throws IOException {
    file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    close(file, lock);
  }

  private static void close(RandomAccessFile file, WriterLock lock) {
    try (lock;
        file) {
      // Both are closed, if they are there.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
