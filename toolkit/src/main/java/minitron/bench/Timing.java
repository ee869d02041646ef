package minitron.bench;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import minitron.tensor.Precision;

/**
 * What was timed; it prints as one line of JSON.
 *
 * @param dtype of matrix products
 * @param unit what is counted: {@code tokens} or {@code requests}
 * @param count how many of them a call worked on
 * @param seconds of each timed call
 * @param value what the first call computed: programs compare only where it agrees
 */
public record Timing(
    String work, String dtype, String unit, long count, List<Double> seconds, double value) {
  @Override
  public String toString() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("work", work);
    line.put("dtype", dtype);
    line.put(unit + "_per_s", Math.round(perSecond() * 10) / 10.0);
    line.put("seconds", seconds.stream().map(s -> Math.round(s * 1e4) / 1e4).toList());
    line.put("value", value);
    line.put("peak_rss_mb", peakMegabytes());
    return new GsonBuilder().disableHtmlEscaping().create().toJson(line);
  }

  /** Of the timed calls. */
  public double medianSeconds() {
    return seconds.stream().sorted().toList().get(seconds.size() / 2);
  }

  /** How many tokens or requests a second. */
  public double perSecond() {
    return count / medianSeconds();
  }

  /** Times a call that works on so many tokens: warm-ups, then those that count. */
  static Timing of(
      String work, Calls calls, Precision precision, long tokens, DoubleSupplier call) {
    List<Double> values = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < calls.all(); i++) {
      long began = System.nanoTime();
      values.add(call.getAsDouble());
      seconds.add((System.nanoTime() - began) / 1e9);
    }
    List<Double> timed = seconds.subList(calls.warmUps(), seconds.size());
    return new Timing(work, precision.toString(), "tokens", tokens, timed, values.get(0));
  }

  /** The most memory that this process ever held, MB; −1 where the system does not say. */
  private static long peakMegabytes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(-1);
    } catch (IOException e) {
      return -1;
    }
  }
}
