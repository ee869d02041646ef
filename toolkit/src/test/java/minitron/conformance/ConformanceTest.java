package minitron.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import minitron.Fixtures;
import minitron.Shared;
import minitron.checkpoint.Dtype;
import minitron.checkpoint.SafetensorsFile;
import minitron.checkpoint.SafetensorsHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our numbers against those of transformers, and that a wrong one is noticed. */
class ConformanceTest {
  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mini-llama",
        "mini-nemo",
        "mini-qwen",
        "mini-window-qwen",
        "mini-window-types",
        "mini-window-mistral"
      })
  void smallCasesAgree(String name) {
    Report report = Conformance.check(Fixtures.reference(name));
    assertTrue(report.passed(), report.toString());
    assertTrue(report.checks().size() >= 27, report.checks().size() + " checks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"llama31-tiny", "nemo-tiny"})
  void sharedCasesAgree(String name) {
    Path folder = Shared.require().resolve("reference").resolve(name);
    Report report = Conformance.check(folder);
    assertTrue(report.passed(), report.toString());
  }

  @Test
  void sharedConversationsAgree() {
    Path folder = Shared.require().resolve("table2/sft/sft-chatml-tiny");
    Report report = Conformance.check(folder);
    assertTrue(report.passed(), report.toString());
  }

  static List<String> values() throws IOException {
    return List.copyOf(expected().keySet());
  }

  static List<String> tensors() {
    Path file = Fixtures.reference("mini-llama").resolve("expected.safetensors");
    SafetensorsFile opened = SafetensorsFile.open(file);
    return List.copyOf(opened.entries().keySet());
  }

  private static JsonObject expected() throws IOException {
    Path file = Fixtures.reference("mini-llama").resolve("expected.json");
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }

  @ParameterizedTest
  @MethodSource("values")
  void aChangedNumberInAnyKeyOfTheJsonFails(String key) throws IOException {
    Path folder = copy();
    JsonObject changed = expected();
    changed.add(key, other(changed.get(key)));
    Files.writeString(folder.resolve("expected.json"), changed.toString());
    assertFalse(Conformance.check(folder).passed(), key);
  }

  /** The same with its last number a little larger. */
  private static JsonElement other(JsonElement value) {
    if (value.isJsonPrimitive()) {
      double number = value.getAsDouble();
      boolean whole = number == Math.rint(number);
      return new JsonPrimitive(whole ? (Number) (long) (number + 1) : (Number) (number * 1.001));
    }
    if (value.isJsonArray()) {
      JsonArray list = value.getAsJsonArray().deepCopy();
      list.set(list.size() - 1, other(list.get(list.size() - 1)));
      return list;
    }
    JsonObject object = value.getAsJsonObject().deepCopy();
    String last = object.keySet().stream().max(Comparator.naturalOrder()).orElseThrow();
    object.add(last, other(object.get(last)));
    return object;
  }

  @ParameterizedTest
  @MethodSource("tensors")
  void aChangedNumberInAnyTensorFails(String name) throws IOException {
    Path folder = copy();
    Path file = folder.resolve("expected.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    SafetensorsFile opened = SafetensorsFile.open(file);
    SafetensorsHeader.Entry entry = opened.entries().get(name);
    int at = Math.toIntExact(Long.BYTES + all.getLong(0) + entry.begin());
    if (entry.dtype() == Dtype.I64) {
      all.putLong(at, all.getLong(at) ^ 1);
    } else {
      all.putFloat(at, all.getFloat(at) + 0.01f * largest(all, at, entry));
    }

    Files.write(file, bytes);
    assertFalse(Conformance.check(folder).passed(), name);
  }

  private static float largest(ByteBuffer all, int at, SafetensorsHeader.Entry entry) {
    float largest = 0;
    for (int i = 0; i < entry.size(); i += Float.BYTES) {
      largest = Math.max(largest, Math.abs(all.getFloat(at + i)));
    }
    return largest;
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.POSITIVE_INFINITY, Float.NaN})
  void aNumberThatIsNotFiniteFails(float wrong) throws IOException {
    Path folder = copy();
    Path file = folder.resolve("expected.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long begin = SafetensorsFile.open(file).entries().get("logits").begin();
    all.putFloat(Math.toIntExact(Long.BYTES + all.getLong(0) + begin), wrong);
    Files.write(file, bytes);
    assertFalse(Conformance.check(folder).passed());
  }

  @Test
  void anUnknownKeyFails() throws IOException {
    Path folder = copy();
    JsonObject more = expected();
    more.addProperty("perplexity", 3);
    Files.writeString(folder.resolve("expected.json"), more.toString());
    Report report = Conformance.check(folder);
    assertEquals(
        List.of("perplexity"),
        report.checks().stream().filter(c -> !c.passed()).map(c -> c.name()).toList());
  }

  @Test
  void aMissingKeyFails() throws IOException {
    Path folder = copy();
    JsonObject fewer = expected();
    fewer.remove("kl_grad_norm");
    Files.writeString(folder.resolve("expected.json"), fewer.toString());
    assertFalse(Conformance.check(folder).passed());
  }

  private Path copy() throws IOException {
    Path from = Fixtures.reference("mini-llama");
    Path to = temp.resolve("case");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }
}
