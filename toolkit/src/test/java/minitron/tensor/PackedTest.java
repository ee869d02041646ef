package minitron.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PackedTest {
  private final Random random = new Random(1);

  /** oneDNN is wrong for some of these widths on some CPUs; whoever multiplies must not see it. */
  @ParameterizedTest
  @EnumSource
  void aPackedProductIsThePlainOneForEveryWidth(Precision precision) {
    assumeTrue(Packed.available(precision), "This libtorch has no oneDNN, or works on a GPU.");
    // In bfloat16 a sum is rounded to 8 bits: by up to 1/8 where it is below 64.
    double near = precision == Precision.F32 ? 1e-4 : 0.13;
    for (int out = 4; out <= 400; out += 4) {
      for (int rows : new int[] {1, 3, 8, 50, 200}) {
        assertEquals(0, apart(precision, rows, 64, out), near, rows + " rows, 64 -> " + out);
      }
    }
    assertEquals(0, apart(precision, 8, 172, 64), 2 * near, "an odd width read");
  }

  /** The largest difference from float32 arithmetic; a bias for every other width. */
  private double apart(Precision precision, int rows, int in, int out) {
    try (NDManager manager = Engines.manager()) {
      Kernels k = new Kernels(manager);
      NDArray x = k.one("to_type", normal(manager, rows, in), precision.code());
      NDArray w = k.one("to_type", normal(manager, out, in), precision.code());
      NDArray b = out % 8 == 0 ? k.one("round_to_bf16", normal(manager, out)) : Kernels.NONE;
      NDArray packed =
          Copies.toFloat(k, k.one("linear", x, Packed.of(k, new NDList(w), precision), b));
      NDArray plain = k.one("linear", Copies.toFloat(k, x), Copies.toFloat(k, w), b);
      return packed.sub(plain).abs().max().toType(DataType.FLOAT64, false).getDouble();
    }
  }

  /** Biases are joined with their weights; where only some have one, nothing is joined. */
  @ParameterizedTest
  @CsvSource({"0", "3", "1"})
  void aPackedLayerIsThePlainOne(int withBias) {
    assumeTrue(Packed.available(Precision.F32), "This libtorch has no oneDNN, or works on a GPU.");
    try (NDManager manager = Engines.manager()) {
      Kernels k = new Kernels(manager);
      var weights = new NDList();
      var biases = new NDList();
      for (int[] shape : new int[][] {{8, 8}, {4, 8}, {4, 8}, {8, 8}, {12, 8}, {12, 8}, {8, 12}}) {
        biases.add(weights.size() < withBias ? normal(manager, shape[0]) : Kernels.NONE);
        weights.add(normal(manager, shape[0], shape[1]));
      }
      var norms = new NDList(normal(manager, 8), normal(manager, 8));
      var layer = new LayerArrays(norms, weights, biases, 0);
      LayerArrays packed = Packed.layer(k, layer, Precision.F32);
      assertEquals(withBias == 1 ? 4 : 0, packed.weights().get(2).size() / 8);
      NDArray x = normal(manager, 1, 5, 8);
      Seen seen = Seen.before(manager.ones(new Shape(5, 1, 4)), manager.zeros(new Shape(5, 1, 4)));
      assertArrayEquals(
          k.layer(x, layer, 1e-5, Precision.F32, seen).toFloatArray(),
          k.layer(x, packed, 1e-5, Precision.F32, seen).toFloatArray(),
          1e-4f);
    }
  }

  @Test
  void aCopyFitsThatLeavesMostOfTheMemory() {
    assertTrue(Packed.fits(1_000_000, Precision.F32));
    assertFalse(Packed.fits(1L << 50, Precision.BF16));
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
