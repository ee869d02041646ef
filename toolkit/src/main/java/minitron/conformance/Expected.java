package minitron.conformance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import minitron.checkpoint.ArrayFile;
import minitron.report.Numbers;

/** The expected values of a reference case, and the comparisons made with them. */
final class Expected {
  private static final double TOLERANCE = 1e-4;

  private final Map<String, NDArray> tensors;
  private final JsonObject values;
  private final List<Check> checks = new ArrayList<>();
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
      throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
    } catch (JsonParseException | IllegalStateException e) {
      throw new IllegalArgumentException(file + " is not a JSON object: " + e.getMessage(), e);
    }
  }

  List<Check> checks() {
    unused.forEach(key -> fail(key, "an unknown key: nothing here computes it"));
    return List.copyOf(checks);
  }

  NDArray tensor(String key) {
    unused.remove(key);
    NDArray tensor = tensors.get(key);
    if (tensor == null) {
      throw new IllegalArgumentException("expected.safetensors has no " + key + ".");
    }
    return tensor;
  }

  JsonElement value(String key) {
    unused.remove(key);
    JsonElement value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("expected.json has no " + key + ".");
    }
    return value;
  }

  List<String> tensorsWithPrefix(String prefix) {
    return tensors.keySet().stream().filter(key -> key.startsWith(prefix)).sorted().toList();
  }

  void fail(String key, String note) {
    checks.add(new Check(key, false, note));
  }

  void compare(String key, NDArray actual) {
    compare(key, floats(tensor(key)), actual.toFloatArray());
  }

  void compare(String key, List<Float> actual) {
    var array = new float[actual.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = actual.get(i);
    }
    compare(key, floats(tensor(key)), array);
  }

  private static float[] floats(NDArray array) {
    return array.toFloatArray();
  }

  private void compare(String key, float[] expected, float[] actual) {
    if (expected.length != actual.length) {
      fail(key, actual.length + " values, expected " + expected.length);
      return;
    }
    double difference = 0;
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      double distance = Math.abs((double) expected[i] - actual[i]);
      // A NaN on either side must not pass as "no difference".
      difference =
          Double.isNaN(distance) ? Double.POSITIVE_INFINITY : Math.max(difference, distance);
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    boolean same = Double.isFinite(largest) && difference <= TOLERANCE * largest;
    checks.add(
        new Check(
            key,
            same,
            String.format(
                Locale.ROOT,
                "largest difference %s of at most %s, %d values",
                Numbers.power(difference, 1),
                Numbers.power(TOLERANCE * largest, 1),
                expected.length)));
  }

  void compare(String key, JsonElement expected, List<Double> actual) {
    JsonArray list = expected.isJsonArray() ? expected.getAsJsonArray() : only(expected);
    if (list.size() != actual.size()) {
      fail(key, actual.size() + " numbers, expected " + list.size());
      return;
    }
    double worst = 0;
    for (int i = 0; i < actual.size(); i++) {
      double wanted = list.get(i).getAsDouble();
      double relative =
          actual.get(i) == wanted ? 0 : Math.abs(actual.get(i) - wanted) / Math.abs(wanted);
      worst = Double.isNaN(relative) ? Double.POSITIVE_INFINITY : Math.max(worst, relative);
    }
    String note =
        String.format(
            Locale.ROOT,
            "largest relative difference %s of at most %s, %d values",
            Numbers.power(worst, 1),
            Numbers.power(TOLERANCE, 1),
            actual.size());
    checks.add(new Check(key, Double.isFinite(worst) && worst <= TOLERANCE, note));
  }

  private static JsonArray only(JsonElement value) {
    var list = new JsonArray();
    list.add(value);
    return list;
  }

  void compareExactly(String key, String expected, String actual) {
    boolean same = expected.equals(actual);
    checks.add(new Check(key, same, same ? "equal" : actual + ", expected " + expected));
  }
}
