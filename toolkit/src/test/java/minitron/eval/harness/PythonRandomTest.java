package minitron.eval.harness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minitron.Golden;
import minitron.text.Row;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PythonRandomTest {

  /** Printed by CPython 3.11, calls in this order on one random.Random(1234). */
  @Test
  void drawsWhatPythonDraws() {
    PythonRandom random = new PythonRandom(1234);
    assertEquals(4150886329L, random.bits(32));
    assertEquals(3342196574L, random.bits(32));
    assertEquals(1892932127L, random.bits(32));
    assertEquals(0, random.bits(1));
    assertEquals(98816423444L, random.bits(40));
    assertEquals(8693348754041190512L, random.bits(63));
    assertEquals(0.939268997363764, random.uniform());
    assertArrayEquals(new int[] {5, 6, 0, 7, 2}, random.choices(10, 5));
    assertArrayEquals(new int[] {0, 4, 1, 2, 3}, random.sample(5, 5));
    assertArrayEquals(new int[] {19, 11, 23, 91, 14, 1}, random.sample(100, 6));
    // A power of two takes one bit more than its greatest number needs.
    for (int expected : new int[] {7, 3, 1, 7}) {
      assertEquals(expected, random.below(8));
    }
  }

  @Test
  void seedsLoseTheirSignAndMayBeLong() {
    assertEquals(1390851128L, new PythonRandom(7).bits(32));
    assertEquals(1390851128L, new PythonRandom(-7).bits(32));
    BigInteger seed = BigInteger.TWO.pow(70).add(BigInteger.valueOf(5));
    assertEquals(2004888747L, new PythonRandom(seed).bits(32));
  }

  @Test
  void impossibleDrawsAreRefused() {
    PythonRandom random = new PythonRandom(0);
    assertThrows(IllegalArgumentException.class, () -> random.sample(3, 4));
    assertThrows(IllegalArgumentException.class, () -> random.below(0));
    assertThrows(IllegalArgumentException.class, () -> random.bits(64));
  }

  @Property(tries = 200)
  void aSampleHoldsDistinctIndices(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 400) int population, @ForAll int raw) {
    int count = Math.floorMod(raw, population + 1);
    int[] sample = new PythonRandom(seed).sample(population, count);
    assertEquals(count, Arrays.stream(sample).distinct().count());
    assertTrue(Arrays.stream(sample).allMatch(i -> i >= 0 && i < population));
  }

  @Test
  void agreesWithGoldenStreams() {
    for (Row row : Golden.rows("rng.jsonl", "mt19937")) {
      BigInteger seed = new BigInteger(row.text("seed"));
      PythonRandom random = new PythonRandom(seed);
      for (JsonElement bits : row.fields().getAsJsonArray("getrandbits32")) {
        assertEquals(bits.getAsLong(), random.bits(32));
      }
      random = new PythonRandom(seed);
      for (double uniform : Golden.numbers(row, "random")) {
        assertEquals(uniform, random.uniform());
      }
      random = new PythonRandom(seed);
      JsonArray bounds = row.fields().getAsJsonArray("randbelow_bounds");
      JsonArray below = row.fields().getAsJsonArray("randbelow");
      for (int i = 0; i < bounds.size(); i++) {
        assertEquals(below.get(i).getAsLong(), random.below(bounds.get(i).getAsLong()));
      }
      random = new PythonRandom(seed);
      assertEquals(row.wholes("choices_range10_k12"), boxed(random.choices(10, 12)));
    }
  }

  @Test
  void agreesWithGoldenSamples() {
    Map<Integer, PythonRandom> generators = new LinkedHashMap<>();
    for (Row row : Golden.rows("rng.jsonl", "sample_sequence")) {
      PythonRandom random = generators.computeIfAbsent(row.whole("seed"), PythonRandom::new);
      assertEquals(row.wholes("expected"), boxed(random.sample(row.whole("n"), row.whole("k"))));
    }
  }

  @Test
  void agreesWithGoldenDrawsFromTheRealPools() {
    for (Row row : Golden.rows("rng.jsonl", "fewshot_real_pool")) {
      PythonRandom random = new PythonRandom(1234);
      for (JsonElement expected : row.fields().getAsJsonArray("expected")) {
        int[] drawn = random.sample(row.whole("pool_size"), row.whole("drawn_per_doc"));
        List<Integer> shots =
            expected.getAsJsonArray().asList().stream().map(JsonElement::getAsInt).toList();
        assertEquals(shots, boxed(drawn).subList(0, shots.size()));
      }
    }
  }

  private static List<Integer> boxed(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
