package minitron.tinyworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import minitron.Refusal;
import minitron.report.Markdown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TinyCurveTest {
  private static final String CSV =
      """
      part,step,tokens,loss,learning_rate
      first,100,51200,3.667834,0.001
      first,200,102400,1.2774,0.001
      rest,100,51200,2.0,5.0E-4
      """;

  @TempDir Path folder;

  private TinyCurve curve(String text) throws IOException {
    Files.writeString(folder.resolve("curve.csv"), text);
    return TinyCurve.read(folder.toString());
  }

  @Test
  void aCurveIsReadAndWrittenWithoutALoss() throws IOException {
    assertEquals(CSV, curve(CSV).csv());
    assertTrue(curve(CSV).plot().sketch().contains("51.2 … 153.6  training tokens (thousands)"));
  }

  @Test
  void sideBySideTheSameRowsAreToldFromOthers() throws IOException {
    TinyCurve recorded = curve(CSV);
    TinyCurve here = new TinyCurve(recorded.points().subList(0, 2));
    assertTrue(Markdown.table(here.beside(recorded)).startsWith("Same in all 2 rows\n"));
    TinyCurve other = curve(CSV.replace("1.2774", "1.2774000000000003"));
    assertEquals(
        """
        At most 2.2e-16 nats apart in 2 rows

        | step | loss here (nats) | loss recorded (nats) | the same row |
        |-----:|-----------------:|---------------------:|--------------|
        |  100 |         3.667834 |             3.667834 | yes          |
        |  200 |         1.277400 |             1.277400 | no           |\
        """,
        Markdown.table(here.beside(other)));
  }

  @Test
  void whatIsNoCurveSaysSo() {
    Refusal.of(() -> curve("part\nfirst,1\n"), "its columns must be part,step,");
  }
}
