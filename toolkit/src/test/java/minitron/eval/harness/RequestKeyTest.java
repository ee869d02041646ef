package minitron.eval.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minitron.Golden;
import minitron.text.Row;
import org.junit.jupiter.api.Test;

/** The names of requests in an answer log. */
class RequestKeyTest {
  @Test
  void keysAreTheHarnesss() {
    for (Row golden : Golden.rows("generation.jsonl", "cache_key")) {
      List<Object> parts = new ArrayList<>(List.of(golden.text("attr")));
      golden.fields().getAsJsonArray("args").forEach(argument -> parts.add(plain(argument)));
      assertEquals(golden.text("expected"), RequestKey.of(parts.toArray()));
    }
  }

  private static Object plain(JsonElement json) {
    if (json.isJsonArray()) {
      return json.getAsJsonArray().asList().stream().map(RequestKeyTest::plain).toList();
    }
    if (json.isJsonObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      json.getAsJsonObject().entrySet().forEach(e -> map.put(e.getKey(), plain(e.getValue())));
      return map;
    }
    return json.getAsJsonPrimitive().isBoolean() ? json.getAsBoolean() : json.getAsString();
  }
}
