package minitron.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import minitron.checkpoint.ArrayFile;
import minitron.io.Disk;
import minitron.report.Numbers;

/** The expected values of a reference case, and the comparisons made with them. */
final class Expected {
  private static final double TOLERANCE = 1e-4;

  private final Map<String, NDArray> tensors;
  private final JsonObject values;
  private final List<Report.Check> checks = new ArrayList<>();
  private final TreeSet<String> unused;

  private Expected(Map<String, NDArray> tensors, JsonObject values) {
    this.tensors = tensors;
    this.values = values;
    unused = new TreeSet<>(tensors.keySet());
    unused.addAll(values.keySet());
  }

  static Expected read(Path folder, NDManager manager) {
    Path file = folder.resolve("expected.json");
    try {
      JsonObject values = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      return new Expected(ArrayFile.read(folder.resolve("expected.safetensors"), manager), values);
    } catch (IOException e) {
      throw Disk.cannotRead(file, e);
    } catch (JsonParseException | IllegalStateException e) {
      throw new IllegalArgumentException(file + " is not a JSON object: " + e.getMessage(), e);
    }
  }

  List<Report.Check> checks() {
    unused.forEach(key -> fail(key, "an unknown key: nothing here computes it"));
    return List.copyOf(checks);
  }

  NDArray tensor(String key) {
    return found(tensors.get(key), "expected.safetensors", key);
  }

  JsonElement value(String key) {
    return found(values.get(key), "expected.json", key);
  }

  private <T> T found(T value, String file, String key) {
    unused.remove(key);
    if (value == null) {
      throw new IllegalArgumentException(file + " has no " + key + ".");
    }
    return value;
  }

  /** Whether expected.json has a key. */
  boolean has(String key) {
    return values.has(key);
  }

  /** The keys of expected.json that begin so. */
  List<String> valuesWithPrefix(String prefix) {
    return values.keySet().stream().filter(key -> key.startsWith(prefix)).sorted().toList();
  }

  List<String> tensorsWithPrefix(String prefix) {
    return tensors.keySet().stream().filter(key -> key.startsWith(prefix)).sorted().toList();
  }

  void fail(String key, String note) {
    checks.add(new Report.Check(key, false, note));
  }

  /** Compares a tensor: its largest difference is to be small beside its largest value. */
  void compare(String key, NDArray actual) {
    compare(key, doubles(tensor(key)), doubles(actual), false);
  }

  /** The same with a tensor of one axis. */
  void compare(String key, List<Float> actual) {
    double[] values = actual.stream().mapToDouble(Float::doubleValue).toArray();
    compare(key, doubles(tensor(key)), values, false);
  }

  /** Compares numbers: each difference is to be small beside the number. */
  void compare(String key, double... actual) {
    compare(key, value(key), actual);
  }

  /** The same with what was found in the value of another key. */
  void compare(String key, JsonElement expected, double... actual) {
    List<JsonElement> list =
        expected.isJsonArray() ? expected.getAsJsonArray().asList() : List.of(expected);
    double[] numbers = list.stream().mapToDouble(JsonElement::getAsDouble).toArray();
    compare(key, numbers, actual, true);
  }

  private static double[] doubles(NDArray array) {
    float[] floats = array.toFloatArray();
    return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
  }

  private void compare(String key, double[] expected, double[] actual, boolean each) {
    if (expected.length != actual.length) {
      fail(key, actual.length + " values, expected " + expected.length);
      return;
    }
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      double distance = Math.abs(expected[i] - actual[i]);
      double difference = each && distance != 0 ? distance / Math.abs(expected[i]) : distance;
      // A NaN on either side must not pass as "no difference".
      worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(worst, difference);
    }
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    double most = each ? TOLERANCE : TOLERANCE * largest;
    String note =
        String.format(
            Locale.ROOT,
            "largest %sdifference %s of at most %s, %d values",
            each ? "relative " : "",
            Numbers.power(worst, 1),
            Numbers.power(most, 1),
            expected.length);
    boolean passed = Double.isFinite(worst) && Double.isFinite(most) && worst <= most;
    checks.add(new Report.Check(key, passed, note));
  }

  void compareExactly(String key, String expected, String actual) {
    boolean same = expected.equals(actual);
    checks.add(new Report.Check(key, same, same ? "equal" : actual + ", expected " + expected));
  }
}
