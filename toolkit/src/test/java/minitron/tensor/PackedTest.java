package minitron.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedTest {
  private final Random random = new Random(1);

  /** oneDNN is wrong for some of these widths on some CPUs; whoever multiplies must not see it. */
  @Test
  void aPackedProductIsThePlainOneForEveryWidth() {
    assumeTrue(Packed.available(), "This libtorch has no oneDNN, or works on a GPU.");
    for (int out = 4; out <= 400; out += 4) {
      for (int rows : new int[] {1, 3, 8, 50, 200}) {
        assertEquals(0, apart(rows, 64, out), 1e-4, rows + " rows, 64 -> " + out);
      }
    }
    assertEquals(0, apart(8, 172, 64), 1e-4, "an odd width read");
  }

  /** The largest difference; a bias for every other width. */
  private double apart(int rows, int in, int out) {
    try (NDManager manager = Engines.manager()) {
      Kernels k = new Kernels(manager);
      NDArray x = normal(manager, rows, in);
      NDArray w = normal(manager, out, in);
      NDArray b = out % 8 == 0 ? normal(manager, out) : Kernels.NONE;
      NDArray packed = k.one("linear", x, Packed.of(k, w), b);
      NDArray plain = k.one("linear", x, w, b);
      return packed.sub(plain).abs().max().toType(DataType.FLOAT64, false).getDouble();
    }
  }

  private NDArray normal(NDManager manager, long... shape) {
    var wanted = new Shape(shape);
    var numbers = new float[(int) wanted.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return manager.create(numbers, wanted);
  }
}
