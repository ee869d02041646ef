package minitron.train.state;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import minitron.io.StrictJson;

/**
 * What a run was like when its state was written, beside its arrays.
 *
 * @param format of the file
 * @param run by name, what the run depends on, which a resumed one must repeat
 * @param step updates done, at least 1
 * @param steps one for each update
 * @param validations in their order
 * @param arrays the CRC-32C of the file of arrays
 */
public record TrainingState(
    long format,
    Map<String, String> run,
    long step,
    List<StepRecord> steps,
    List<ValidationLoss> validations,
    String arrays) {
  private static final long FORMAT = 2;
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  /** Checks that it is whole; a fault is told without the file's name, which the caller adds. */
  public TrainingState {
    require(format == FORMAT, "another version of the toolkit wrote it");
    run = Collections.unmodifiableMap(new LinkedHashMap<>(run));
    steps = List.copyOf(steps);
    validations = List.copyOf(validations);
    require(step >= 1 && step == steps.size(), "it has not one record for each of its steps");
    for (int i = 0; i < steps.size(); i++) {
      require(steps.get(i).step() == i + 1, "its steps are not in order");
    }
    long last = -1;
    for (ValidationLoss look : validations) {
      require(look.step() > last && look.step() <= step, "its looks are not in order");
      last = look.step();
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  public static TrainingState of(
      Map<String, String> run,
      List<StepRecord> steps,
      List<ValidationLoss> validations,
      String arrays) {
    return new TrainingState(FORMAT, run, steps.size(), steps, validations, arrays);
  }

  /** The text of {@code state.json}; it begins with a checksum of the rest. */
  public String toJson() {
    String rest = GSON.toJson(this);
    return "{\"check\":\"" + check(rest) + "\"," + rest.substring(1);
  }

  private static String check(String text) {
    var crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }

  /**
   * Reads the text of a {@code state.json}.
   *
   * @throws IllegalArgumentException for any that {@link #toJson} did not write; the message is a
   *     part of a sentence, without the file's name
   */
  public static TrainingState parse(String text) {
    var read = new Reader(new StrictJson(text));
    read.all();
    var state =
        new TrainingState(read.format, read.run, read.step, read.steps, read.looks, read.arrays);
    require(check(GSON.toJson(state)).equals(read.check), "it is not what was written");
    return state;
  }

  /** The fields as they come; what is missing stays empty, and the checksum notices. */
  private static final class Reader {
    private final StrictJson in;
    private final Map<String, String> run = new LinkedHashMap<>();
    private final List<StepRecord> steps = new ArrayList<>();
    private final List<ValidationLoss> looks = new ArrayList<>();
    private long format;
    private long step;
    private String arrays = "";
    private String check = "";

    Reader(StrictJson in) {
      this.in = in;
    }

    void all() {
      in.object("it", this::field);
      in.end();
    }

    private void field(String key) {
      switch (key) {
        case "format" -> format = in.number(key);
        case "step" -> step = in.number(key);
        case "arrays" -> arrays = in.string(key);
        case "check" -> check = in.string(key);
        case "run" -> in.object(key, name -> run.put(name, in.string(key)));
        case "steps" -> in.array(key, () -> steps.add(step(row(key))));
        case "validations" -> in.array(key, () -> looks.add(look(row(key))));
        default -> in.skip();
      }
    }

    private Map<String, Double> row(String where) {
      Map<String, Double> row = new HashMap<>();
      in.object(where, name -> row.put(name, in.finite(where).doubleValue()));
      return row;
    }

    private static StepRecord step(Map<String, Double> row) {
      return new StepRecord(
          (long) of(row, "step"),
          (long) of(row, "tokens"),
          of(row, "loss"),
          of(row, "learningRate"),
          of(row, "gradientNorm"));
    }

    private static ValidationLoss look(Map<String, Double> row) {
      return new ValidationLoss((long) of(row, "step"), (long) of(row, "tokens"), of(row, "loss"));
    }

    private static double of(Map<String, Double> row, String name) {
      require(row.containsKey(name), "a record has no " + name);
      return row.get(name);
    }
  }
}
