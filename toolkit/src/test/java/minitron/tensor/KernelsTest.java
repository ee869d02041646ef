package minitron.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;

class KernelsTest {
  @Test
  void crossEntropyOfUniformLogitsIsTheLogarithmOfTheVocabulary() {
    try (NDManager m = Engines.manager()) {
      var k = Kernels.inference(m);
      var h = m.zeros(new ai.djl.ndarray.types.Shape(5, 3));
      var w = m.ones(new ai.djl.ndarray.types.Shape(8, 3));
      assertEquals(
          Math.log(8), k.crossEntropy(h, w, m.create(new long[] {0, 1, 2, 3, 7})).getFloat(), 1e-6);
    }
  }
}
