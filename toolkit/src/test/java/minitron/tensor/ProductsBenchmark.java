package minitron.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The product of an MLP, (rows, 512) → (rows, 1408), in three ways. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ProductsBenchmark {
  private static final int IN = 512;
  private static final int OUT = 1408;

  /** One text that is written, eight of them, and 8 samples of 256 tokens. */
  @Param({"1", "8", "2048"})
  public int rows;

  private NDManager manager;
  private Kernels kernels;
  private NDArray x;
  private NDArray weight;
  private NDArray turned;
  private NDArray packed;

  @Setup
  public void open() {
    manager = Engines.manager();
    kernels = new Kernels(manager);
    x = manager.randomNormal(new Shape(rows, IN));
    weight = manager.randomNormal(new Shape(OUT, IN));
    turned = weight.transpose();
    packed = Packed.of(kernels, new NDList(weight), Precision.F32);
  }

  @TearDown
  public void close() {
    manager.close();
  }

  /** libtorch's own product. */
  @Benchmark
  public void plain() {
    x.matMul(turned).close();
  }

  /** The one that the kernels choose: oneDNN's if it is large, and else libtorch's. */
  @Benchmark
  public void chosen() {
    kernels.linear(x, weight).close();
  }

  /** oneDNN's with a weight in its own order. */
  @Benchmark
  public void packed() {
    kernels.linear(x, packed).close();
  }
}
