package minitron.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minitron.Golden;
import minitron.text.Row;
import org.junit.jupiter.api.Test;

class EstimateTest {

  @Test
  void oneValueHasNoError() {
    Estimate one = Estimate.mean(List.of(0.25));
    assertEquals(0.25, one.value());
    assertTrue(one.standardError().isEmpty());
    assertThrows(IllegalArgumentException.class, () -> Estimate.mean(List.of()));
  }

  @Test
  void notANumberPoisonsTheMean() {
    Estimate mean = Estimate.mean(List.of(1.0, Double.NaN));
    assertTrue(Double.isNaN(mean.value()) && Double.isNaN(mean.standardError().orElseThrow()));
  }

  @Test
  void agreesWithGolden() {
    for (Row row : Golden.rows("stats.jsonl", "mean_stderr")) {
      int right = row.whole("n_correct");
      List<Double> values =
          Stream.concat(
                  Collections.nCopies(right, 1.0).stream(),
                  Collections.nCopies(row.whole("n") - right, 0.0).stream())
              .toList();
      check(row, values);
    }
    for (Row row : Golden.rows("stats.jsonl", "mean_stderr_values")) {
      check(row, Golden.numbers(row, "values"));
    }
  }

  private static void check(Row row, List<Double> values) {
    Estimate mean = Estimate.mean(values);
    assertEquals(row.fields().get("mean").getAsDouble(), mean.value(), 1e-12);
    assertEquals(
        row.fields().get("stderr").getAsDouble(), mean.standardError().orElseThrow(), 1e-12);
  }

  @Test
  void groupsArePooledAsGolden() {
    for (Row row : Golden.rows("stats.jsonl", "pooled")) {
      List<Double> accs = Golden.numbers(row, "accs");
      List<Double> errors = Golden.numbers(row, "stderrs");
      List<Estimate> means =
          IntStream.range(0, accs.size())
              .mapToObj(i -> new Estimate(accs.get(i), OptionalDouble.of(errors.get(i))))
              .toList();
      Estimate pooled = Estimate.pooled(means, row.wholes("sizes"));
      assertEquals(row.fields().get("acc_weighted").getAsDouble(), pooled.value(), 1e-12);
      assertEquals(
          row.fields().get("stderr_pooled").getAsDouble(),
          pooled.standardError().orElseThrow(),
          1e-12);
    }
  }
}
