package minitron.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;

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
}
