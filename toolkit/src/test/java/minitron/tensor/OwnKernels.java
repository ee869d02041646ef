package minitron.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;

/** Kernels whose results are freed at the end of a test; then no other array may be left either. */
public final class OwnKernels implements AutoCloseable {
  private final int before = Engines.liveArrays();

  /** The owner of the results. */
  public final NDManager manager = Engines.manager();

  /** The kernels. */
  public final Kernels kernels = new Kernels(manager);

  @Override
  public void close() {
    manager.close();
    assertEquals(before, Engines.liveArrays());
  }

  /** Numbers drawn from a normal distribution, the same for the same seed. */
  NDArray random(long seed, long... shape) {
    var random = new Random(seed);
    var values = new float[(int) new Shape(shape).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return manager.create(values, new Shape(shape));
  }
}
