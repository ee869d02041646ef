package minitron.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A step of the optimiser, worked out by hand. */
class AdamWTest {
  private OwnKernels own;
  private NDManager manager;
  private Kernels plain;

  @BeforeEach
  void open() {
    own = new OwnKernels();
    manager = own.manager;
    plain = own.kernels;
  }

  @AfterEach
  void nothingIsLeft() {
    own.close();
  }

  @Test
  void normsAreThoseOfAWeightedSum() {
    NDArray a = manager.create(new float[] {1, 2});
    NDArray b = manager.create(new float[] {4});
    var other = new NDList(manager.create(new float[] {4, 4}), manager.create(new float[] {16}));
    NDArray norms = Gradients.norms(plain, new NDList(a, b), 0.5, other);
    assertArrayEquals(new float[] {5, 12}, norms.toFloatArray());
    assertArrayEquals(new float[] {3, 4}, a.toFloatArray());
    assertArrayEquals(new float[] {12}, b.toFloatArray());
  }

  /** Steps of one weight, 2 at the start; the limit of the norm is 1. */
  private final class One {
    final NDArray weight = manager.create(new float[] {2});
    final AdamW.Guard guard;
    final AdamState state = AdamState.zeros(manager, new NDList(weight), Storage.F32);

    One(boolean keeps) {
      guard =
          keeps ? AdamW.Guard.keeping(manager, new NDList(weight)) : AdamW.Guard.skipping(manager);
    }

    /** The same in parts, as it is computed where weights or moments are narrow. */
    AdamState inParts() {
      return new AdamState(
          true,
          state.mean(),
          state.square(),
          state.steps(),
          new NDList(Kernels.NONE),
          new NDList(Kernels.NONE));
    }

    float[] step(float loss, float gradient) {
      return step(loss, gradient, state);
    }

    float[] step(float loss, float gradient, AdamState how) {
      var g = new NDList(manager.create(new float[] {gradient}));
      var found = new Gradients.Found(manager.create(loss), g, Kernels.NONE, 1, 0);
      var p = new NDList(weight);
      return AdamW.MINITRON.step(plain, found, 1, p, guard, how, 0.01).toFloatArray();
    }
  }

  @Test
  void adamWMovesByTheRateAndDecays() {
    var one = new One(true);
    assertArrayEquals(new float[] {7, 0.3f}, one.step(7, 0.3f), 1e-7f);
    // The first step is the sign of the gradient, times the rate; decay is rate × 0.1 of the value.
    assertEquals(2 * (1 - 0.01 * 0.1) - 0.01, one.weight.getFloat(), 1e-6);
    assertEquals(0.1 * 0.3, one.state.mean().get(0).getFloat(), 1e-7);
    assertEquals(0.05 * 0.09, one.state.square().get(0).getFloat(), 1e-7);
    assertEquals(2, one.guard.good().get(0).getFloat());
  }

  @Test
  void afterALossThatIsNoNumberNothingIsUpdatedAndWhatWasGoodIsKept() {
    var one = new One(true);
    one.step(7, 0.3f);
    float spoilt = one.weight.getFloat();
    assertEquals(Float.NaN, one.step(Float.NaN, 0.3f)[0]);
    one.step(7, 0.3f); // comes too late
    assertEquals(spoilt, one.weight.getFloat());
    assertEquals(2, one.guard.good().get(0).getFloat());
    assertEquals(1, one.state.steps().get(0).getFloat());
    assertEquals(0.1 * 0.3, one.state.mean().get(0).getFloat(), 1e-7);
  }

  @Test
  void aGradientThatIsInfiniteIsLeftOutWhereNothingIsKept() {
    var one = new One(false);
    assertEquals(Float.POSITIVE_INFINITY, one.step(7, Float.NEGATIVE_INFINITY)[1]);
    assertEquals(2, one.weight.getFloat());
    assertEquals(0, one.state.steps().get(0).getFloat());
    one.step(7, 0.3f);
    assertEquals(1, one.state.steps().get(0).getFloat());
    assertEquals(2 * (1 - 0.01 * 0.1) - 0.01, one.weight.getFloat(), 1e-6);
  }

  /** Steps with clipped, small and left out gradients come to the same as libtorch's own. */
  @Test
  void anUpdateInPartsIsTheSame() {
    for (boolean ends : new boolean[] {true, false}) {
      var whole = new One(ends);
      var parts = new One(ends);
      for (float gradient : new float[] {0.3f, -7, 1e-4f, 0, Float.NaN, 2, -0.5f}) {
        assertArrayEquals(whole.step(7, gradient), parts.step(7, gradient, parts.inParts()), 1e-6f);
        assertEquals(whole.weight.getFloat(), parts.weight.getFloat(), 1e-6);
        assertEquals(
            whole.state.square().get(0).getFloat(), parts.state.square().get(0).getFloat(), 1e-7);
      }
      assertEquals(ends ? 4 : 6, parts.state.steps().get(0).getFloat());
    }
  }

  @Test
  void anUpdateIsUndone() {
    var one = new One(true);
    one.step(7, 0.3f);
    float before = one.weight.getFloat();
    one.step(7, -0.9f);
    assertNotEquals(before, one.weight.getFloat());
    assertTrue(AdamW.MINITRON.undo(plain, new NDList(one.weight), one.inParts(), 0.01));
    assertEquals(before, one.weight.getFloat(), 1e-6);
  }
}
