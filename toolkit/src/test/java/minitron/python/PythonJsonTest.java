package minitron.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonJsonTest {
  @Test
  void readsWhatPythonReads() {
    assertEquals(
        Map.of("a", Arrays.asList(1L, 1.0, -0.5, 1e5, null, true, "x\n\ud83d")),
        PythonJson.loads(" {\"a\": 0, \"a\": [1, 1.0, -0.5, 1e5, null, true, \"x\\n\\ud83d\"]}\n"));
    assertEquals(new BigInteger("9223372036854775808"), PythonJson.loads("9223372036854775808"));
    assertEquals(
        List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY),
        PythonJson.loads("[NaN, Infinity, -Infinity]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "01",
        "1.",
        ".5",
        "+1",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "'a'",
        "\"a\tb\"",
        "\"\\x41\"",
        "\ufeff1",
        "tru",
        "1 2",
        "[1",
        "\"\\u12\"",
        "{\"a\" 1}",
        "\u00a01"
      })
  void refusesWhatPythonRefuses(String text) {
    assertThrows(IllegalArgumentException.class, () -> PythonJson.loads(text));
  }

  @Test
  void refusesBracketsWithoutEnd() {
    String deep = "[".repeat(100_000);
    assertThrows(IllegalArgumentException.class, () -> PythonJson.loads(deep));
  }

  @Property(tries = 200)
  void whatIsWrittenIsReadBack(@ForAll String text, @ForAll double number, @ForAll long whole) {
    var value = Arrays.asList(text, number, whole, Map.of(text, List.of(true)), null);
    for (JsonDumps json : List.of(JsonDumps.DEFAULT, JsonDumps.DEFAULT.unescaped().indent(2))) {
      assertTrue(PythonValues.equal(value, PythonJson.loads(json.of(value))), json.of(value));
    }
  }

  @Test
  void writesAsPython() {
    var value = Map.of("k", Arrays.asList(1.0, "é", List.of(), Map.of()));
    assertEquals("{\"k\": [1.0, \"\\u00e9\", [], {}]}", JsonDumps.DEFAULT.of(value));
    assertEquals(
        "{\n  \"k\": [\n    1.0,\n    \"é\",\n    [],\n    {}\n  ]\n}",
        JsonDumps.DEFAULT.unescaped().indent(2).of(value));
  }

  @Test
  void equalityIsPythons() {
    assertTrue(PythonValues.equal(1L, 1.0));
    assertTrue(PythonValues.equal(List.of(true), List.of(1L)));
    assertTrue(!PythonValues.equal(List.of(1L), new Tuple(List.of(1L))));
    assertTrue(!PythonValues.equal(9007199254740993L, 9007199254740992.0));
    assertTrue(!PythonValues.equal(Double.NaN, Double.NaN));
    assertTrue(!PythonValues.isTrue(Map.of()) && PythonValues.isTrue(List.of(0L)));
  }
}
