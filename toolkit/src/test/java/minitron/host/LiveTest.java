package minitron.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import minitron.report.plot.GrowingLine;
import minitron.report.plot.LinePlot;
import org.junit.jupiter.api.Test;

final class LiveTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void theLineTellsRateAndTimeLeft() {
    var pace = new Pace("Distillation", "tokens");
    pace.at(0, 0, 2_000_000, "");
    assertEquals("Distillation 0 % · 0 of 2 M tokens", pace.text());
    pace.at(100 * SECOND, 860_000, 2_000_000, "loss 3.293");
    assertEquals(
        "Distillation 43 % · 860 K of 2 M tokens · 8,600 tokens/s · 2 min 13 s left · loss 3.293",
        pace.text());
    pace.at(200 * SECOND, 2_000_000, 2_000_000, "loss 3.1");
    assertTrue(pace.text().contains(" · done in 3 min 20 s · loss 3.1"), pace.text());
  }

  @Test
  void whatWasDoneBeforeAResumeDoesNotCountAsSpeed() {
    var pace = new Pace("Training", "steps");
    pace.at(0, 500, 1000, "");
    pace.at(100 * SECOND, 550, 1000, "");
    assertTrue(pace.text().contains("0.50 steps/s · 15 min 00 s left"), pace.text());
    pace.end(110 * SECOND);
    assertTrue(pace.text().contains("stopped after 1 min 50 s"), pace.text());
  }

  @Test
  void aLiveHostSeesOneLineRedrawn() {
    var host = new FakeHost(true);
    try (var line = new ProgressLine(host, "Sweep", "blocks", 0)) {
      for (int i = 1; i <= 1000; i++) {
        line.at(i, 1000, "<" + i + ">");
      }
    }
    assertEquals("first", host.said().get(0));
    assertEquals(List.of("update"), host.said().stream().skip(1).distinct().toList());
    assertTrue(host.said().size() < 20, "it does not flood the host: " + host.said().size());
    Bundle last = host.bundles().get(host.bundles().size() - 1);
    assertTrue(last.text().startsWith("Sweep 100 % · 1,000 of 1,000 blocks"), last.text());
    assertTrue(last.data().get("text/html").toString().contains("&lt;1000&gt;"));
  }

  @Test
  void aCurveGrowsAndKeepsItsLastPoints() {
    var host = new FakeHost(true);
    try (var curve = new LiveCurve(host, axes())) {
      for (int i = 0; i < 50; i++) {
        curve.add("width", i, 1.0 / (i + 1));
      }
    }
    assertEquals(List.of("first"), host.said(), "what is over at once is drawn once");
    assertTrue(host.bundles().get(0).text().contains("0 … 49  tokens (M)"));
    var dead = new FakeHost(false);
    try (var curve = new LiveCurve(dead, axes())) {
      curve.add("width", 1, 1);
      curve.add("width", 2, 1);
    }
    assertTrue(dead.said().isEmpty(), "a host that cannot redraw is left alone");
  }

  @Test
  void aCurveThatWasClearedLeavesNothing() {
    var host = new FakeHost(true);
    try (var curve = new LiveCurve(host, axes())) {
      curve.add("width", 1, 1);
      curve.add("width", 2, 1);
      curve.clear();
    }
    assertTrue(host.said().isEmpty());
  }

  private static LinePlot axes() {
    return new LinePlot("Loss", "tokens (M)", "LM loss");
  }

  @Test
  void aLongLineKeepsItsShapeInFewPoints() {
    var line = new GrowingLine();
    for (int i = 0; i < 10_000; i++) {
      line.add(i, 2 * i);
    }
    double[] x = line.x();
    assertTrue(x.length >= 40 && x.length < 80, x.length + " points");
    // The first 128 points, 0 to 127, are one.
    assertEquals(63.5, x[0]);
    for (int i = 0; i < x.length; i++) {
      assertEquals(2 * x[i], line.y()[i], 1e-9);
    }
  }
}
