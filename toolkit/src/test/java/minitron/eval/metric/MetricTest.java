package minitron.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From documents with parts to a value. */
class MetricTest {
  private static final Metric PARTS = new Metric("held", "none", true, Estimate::ofParts);

  private static Sample sample(Object judged) {
    return new Sample(0, "", List.of(), "none", Map.of(), Map.of(), Map.of("held", judged));
  }

  @Test
  void everyPartCountsTheSame() {
    List<Sample> samples = List.of(sample(List.of(true, false, true)), sample(List.of(false)));
    assertEquals(List.of(1.0, 0.0, 1.0, 0.0), PARTS.values(samples));
    Estimate estimate = PARTS.aggregation().apply(PARTS.values(samples));
    assertEquals(0.5, estimate.value());
    assertTrue(estimate.standardError().isEmpty());
    // 2 documents of 4 parts: each part weighs a half, and the mean is 0.5 again.
    assertEquals(List.of(1.0, 0.0), PARTS.perDocument(samples));
  }

  @Test
  void aTruthValueCountsOneOrNothing() {
    List<Sample> samples = List.of(sample(true), sample(false), sample(0.25));
    assertEquals(List.of(1.0, 0.0, 0.25), PARTS.values(samples));
    assertEquals(PARTS.values(samples), PARTS.perDocument(samples));
  }

  @Test
  void aDocumentThatWasNotJudgedIsLeftOut() {
    assertEquals(List.of(), Metric.mean("acc").values(List.of(sample(true))));
  }
}
