package minitron.eval.ask;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import minitron.eval.harness.RequestKey;
import minitron.infer.Scored;
import minitron.runs.Kept;
import minitron.text.JsonLines;

/**
 * A model's answers to a task's requests, each appended to a file as soon as it is there: JSON
 * lines, of which the first says what run it is and each other one is {@code {"request": key,
 * "answer": …, "check": hash}}. A line that was being written when the program was killed is taken
 * off.
 *
 * <p>The check is over run, request and answer. A line whose check fails was damaged or altered:
 * its first byte becomes a #, so that it is passed over from then on, and its request is asked
 * again. A log-likelihood comes out with the same bits then, for the model's passes are those of
 * all requests, whether some are known or not. Texts are written beside others than before, which
 * moves a logit by about 1e-5: so a text may differ where two tokens are as close as that.
 */
public final class AnswerLog implements AutoCloseable, Kept {
  /** A log that remembers nothing. */
  public static final AnswerLog NONE = new AnswerLog(null, "");

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  /** Characters of a check. */
  private static final int SHORT = 16;

  private final LogFile file;
  private final String run;
  private final Map<String, JsonElement> answers = new HashMap<>();
  private boolean begun;
  private int damaged;

  private AnswerLog(LogFile file, String run) {
    this.file = file;
    this.run = run;
  }

  /**
   * Opens a log or begins it.
   *
   * @param run what it is a log of
   * @throws IllegalArgumentException if it is another run's, or used by another program now
   */
  public static AnswerLog open(Path path, Map<String, Object> run) {
    AnswerLog log = new AnswerLog(LogFile.open(path), RequestKey.of(run));
    JsonElement own = GSON.toJsonTree(run);
    try {
      log.file.read(line -> log.take(path, own, fields(line)));
    } catch (RuntimeException e) {
      log.close();
      throw e;
    }
    if (!log.begun) {
      log.file.append(GSON.toJson(Map.of("run", run)));
    }
    return log;
  }

  private boolean take(Path path, JsonElement own, JsonObject fields) {
    if (fields.has("run")) {
      if (!own.equals(fields.get("run"))) {
        throw new IllegalArgumentException(
            path
                + " holds the answers of another run, or its first line was altered: delete it, or name another folder.");
      }
      begun = true;
      return true;
    }
    if (fields.get("request") instanceof JsonPrimitive request
        && fields.get("check") instanceof JsonPrimitive check
        && check.getAsString().equals(check(request.getAsString(), fields.get("answer")))) {
      answers.put(request.getAsString(), fields.get("answer"));
      return true;
    }
    damaged++;
    return false;
  }

  private static JsonObject fields(byte[] line) {
    try {
      return line.length > LogFile.LONGEST
          ? new JsonObject()
          : JsonLines.parse(line, "a line of answers").get(0).fields();
    } catch (IllegalArgumentException e) {
      return new JsonObject(); // which has no check
    }
  }

  private String check(String request, JsonElement answer) {
    return RequestKey.of(run, request, GSON.toJson(answer)).substring(0, SHORT);
  }

  /** How many lines were damaged or altered: their requests are asked again. */
  public int damaged() {
    return damaged;
  }

  /** How many answers it had when it was opened. */
  public int size() {
    return answers.size();
  }

  /** A request's key; empty where nothing is remembered. */
  public String key(Object... methodAndArguments) {
    return file == null ? "" : RequestKey.of(methodAndArguments);
  }

  /** The answer to a request of that key, if it is there. */
  Optional<Scored> scored(String key) {
    if (answers.get(key) instanceof JsonArray pair
        && pair.size() == 2
        && pair.get(0) instanceof JsonPrimitive value
        && pair.get(1) instanceof JsonPrimitive greedy
        && (value.isNumber() || value.getAsString().matches("-?Infinity"))) {
      double logLikelihood = Double.parseDouble(value.getAsString());
      return Optional.of(new Scored(logLikelihood, greedy.getAsBoolean()));
    }
    return Optional.empty();
  }

  /** What was written for a request of that key, if it is there. */
  @Override
  public Optional<String> written(String key) {
    return answers.get(key) instanceof JsonPrimitive text
        ? Optional.of(text.getAsString())
        : Optional.empty();
  }

  /** The object that is the answer to a request of that key, if it is there. */
  public Optional<JsonObject> object(String key) {
    return answers.get(key) instanceof JsonObject fields ? Optional.of(fields) : Optional.empty();
  }

  /** Keeps an object as an answer. */
  public void add(String key, JsonObject fields) {
    add(key, (JsonElement) fields);
  }

  void add(String key, Scored scored) {
    double value = scored.logLikelihood();
    JsonArray answer = new JsonArray();
    // JSON has no number for what is not finite.
    answer.add(Double.isFinite(value) ? new JsonPrimitive(value) : new JsonPrimitive("" + value));
    answer.add(scored.greedy());
    add(key, answer);
  }

  @Override
  public void add(String key, String text) {
    add(key, new JsonPrimitive(text));
  }

  private void add(String key, JsonElement answer) {
    if (file == null) {
      return;
    }
    JsonObject line = new JsonObject();
    line.addProperty("request", key);
    line.add("answer", answer);
    line.addProperty("check", check(key, answer));
    file.append(GSON.toJson(line));
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
