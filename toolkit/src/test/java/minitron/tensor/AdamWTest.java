package minitron.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
  void clippingScalesToTheLimitAndGivesTheNormBefore() {
    NDArray a = manager.create(new float[] {3});
    NDArray b = manager.create(new float[] {4});
    assertEquals(5, Gradients.clip(plain, new NDList(a, b), 1).getFloat(), 1e-6);
    assertEquals(3 / 5.000001, a.getFloat(), 1e-6);
    NDArray small = manager.create(new float[] {0.5f});
    Gradients.clip(plain, new NDList(small), 1);
    assertEquals(0.5f, small.getFloat());
  }

  @Test
  void adamWMovesByTheRateAndDecays() {
    NDArray p = manager.create(new float[] {2});
    NDArray g = manager.create(new float[] {0.3f});
    var parameters = new NDList(p);
    AdamW.State state = AdamW.State.zeros(manager, parameters);
    AdamW.MINITRON.step(plain, parameters, new NDList(g), state, 0.01);
    // The first step is the sign of the gradient, times the rate; decay is rate × 0.1 of the value.
    assertEquals(2 * (1 - 0.01 * 0.1) - 0.01, p.getFloat(), 1e-6);
    assertEquals(0.1 * 0.3, state.mean().get(0).getFloat(), 1e-7);
    assertEquals(0.05 * 0.09, state.square().get(0).getFloat(), 1e-7);
  }
}
