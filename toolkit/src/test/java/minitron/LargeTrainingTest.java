package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import minitron.model.ModelConfig;
import minitron.search.PeakMemory;
import minitron.tensor.Moments;
import minitron.tensor.Precision;
import minitron.tensor.Storage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Training of 135 million parameters in the memory that was calculated for it. In float32 weights,
 * gradients and moments are 2152 MB; a second copy of the weights would be 538 MB more.
 */
class LargeTrainingTest {
  private static final ModelConfig MODEL = RealShapes.smolLm2();
  private static final double MB = 1 << 20;

  @TempDir static Path temp;

  @BeforeAll
  static void write() throws IOException {
    RealShapes.write(MODEL, temp.resolve("model"));
  }

  /** The less of two: glibc keeps more of what was freed at one time than at another. */
  private static long peak(String how) throws Exception {
    String step = "bench distill --batch 1 --length 64 --calls 1 --warm-ups 1 --recompute";
    Path model = temp.resolve("model");
    String models = " --teacher %s --student %s ".formatted(model, model);
    return Math.min(
        OwnMemory.peak(temp, step + models + how), OwnMemory.peak(temp, step + models + how));
  }

  private static void within(double calculated, long measured) {
    assertEquals((double) measured, calculated / MB, 0.2 * measured);
  }

  private static double calculated(Storage storage) {
    var step = new PeakMemory(false, Precision.F32, 1, 64);
    return step.distill(MODEL, MODEL, storage, true).bytes();
  }

  @Test
  void nothingIsHeldTwice() throws Exception {
    long peak = peak("--dtype f32");
    assertTrue(peak < 2152 / 1.048 + 500, peak + " MB");
    within(calculated(Storage.F32), peak);
  }

  /** Six bytes a weight: 807 MB. */
  @Test
  void narrowWeightsAndMomentsTakeLess() throws Exception {
    long peak = peak("--master bf16 --moments 8bit");
    assertTrue(peak < 1600, peak + " MB");
    within(calculated(Storage.F32.master(Precision.BF16).moments(Moments.EIGHT_BIT)), peak);
  }
}
