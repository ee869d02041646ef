package minitron.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kernels against numbers worked out by hand, or in Java with doubles. */
class KernelsTest {
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
  void aFailureNamesTheMethodTheShapesAndTheReason() {
    NDArray x = own.random(1, 2, 3);
    NDArray y = own.random(2, 4, 5);
    var e =
        assertThrows(EngineException.class, () -> Copies.all(plain, new NDList(x), new NDList(y)));
    String said = e.getMessage();
    assertTrue(
        said.startsWith("libtorch failed in copy_all with arrays of (2, 3), (4, 5): "), said);
    assertEquals(1, said.lines().count(), said);
  }

  @Test
  void rmsNormDividesByTheRootMeanSquare() {
    NDArray x = manager.create(new float[] {3, 4}, new Shape(1, 1, 2));
    NDArray w = manager.create(new float[] {1, 2});
    NDArray y = plain.rmsNorm(x, w, 0, Precision.F32);
    float root = (float) Math.sqrt(12.5);
    assertArrayEquals(new float[] {3 / root, 8 / root}, y.toFloatArray(), 1e-6f);
  }

  @Test
  void crossEntropyOfEqualLogitsIsTheLogarithmOfTheVocabulary() {
    NDArray h = manager.zeros(new Shape(3, 2));
    NDArray w = manager.ones(new Shape(8, 2));
    NDArray targets = manager.create(new long[] {0, 5, 7});
    assertEquals(
        Math.log(8), Losses.head(plain, h, w, Against.tokens(targets)).get(0).getFloat(), 1e-6);
    assertEquals(-Math.log(8), Losses.tokenScores(plain, h, w, targets).get(0).getFloat(1), 1e-6);
  }

  @Test
  void forwardKlIsWhatTheDefinitionSays() {
    // One token; teacher logits (ln 3, 0): p = (3/4, 1/4). Student logits equal: q = (1/2, 1/2).
    NDArray head = manager.create(new float[] {1, 0}, new Shape(2, 1));
    NDArray student = manager.zeros(new Shape(1, 1));
    NDArray teacher = manager.create(new float[] {(float) Math.log(3)}, new Shape(1, 1));
    double expected = 0.75 * Math.log(1.5) + 0.25 * Math.log(0.5);
    Against those = Against.teacher(teacher, head);
    assertEquals(expected, Losses.head(plain, student, head, those).get(0).getFloat(), 1e-6);
    assertEquals(0, Losses.head(plain, teacher, head, those).get(0).getFloat(), 1e-7);
  }

  /** 4096 words make chunks of 1024 tokens, so 1500 tokens need a whole chunk and a part. */
  @Test
  void gradientsOfTheChunkedLossesAreThoseOfFiniteDifferences() {
    int tokens = 1500;
    int words = 4096;
    NDArray teacherH = own.random(3, tokens, 4);
    NDArray teacherW = own.random(4, words, 4);
    var ids = new long[tokens];
    for (int i = 0; i < tokens; i++) {
      ids[i] = i * 31L % words;
    }
    NDArray targets = manager.create(ids);
    checkGradients(tokens, words, Against.tokens(targets), 1e-2);
    checkGradients(tokens, words, Against.teacher(teacherH, teacherW), 1e-2);
  }

  private void checkGradients(int tokens, int words, Against against, double tolerance) {
    NDArray h = own.random(1, tokens, 4);
    NDArray w = own.random(2, words, 4);
    NDList found = Losses.head(plain, h, w, against);
    for (int i = 0; i < 2; i++) {
      NDArray direction = found.get(1 + i);
      double norm = direction.norm().getFloat();
      NDArray step = direction.mul(0.5 / norm);
      double up = loss(i == 0 ? h.add(step) : h, i == 1 ? w.add(step) : w, against);
      double down = loss(i == 0 ? h.sub(step) : h, i == 1 ? w.sub(step) : w, against);
      assertEquals(norm, up - down, tolerance * norm);
    }
  }

  private double loss(NDArray h, NDArray w, Against against) {
    return Losses.head(plain, h, w, against).get(0).getFloat();
  }

  /** Weights are multiplied one by one, or as one: of many rows, small ones. */
  @ParameterizedTest
  @CsvSource({"3, 6", "70, 6", "70, 600"})
  void productsOfTheSameAreThoseOfEachWeight(int rows, int wide) {
    NDArray x = own.random(1, 1, rows, wide);
    var weights =
        new NDList(own.random(2, 80, wide), own.random(3, 8, wide), own.random(4, 16, wide));
    var biases = new NDList(Kernels.NONE, Kernels.NONE, Kernels.NONE);
    NDList found = plain.list("products", x, weights, biases);
    for (int i = 0; i < weights.size(); i++) {
      float[] each = plain.linear(x, weights.get(i)).toFloatArray();
      assertArrayEquals(each, found.get(i).toFloatArray(), 1e-4f);
    }
  }

  @Test
  void noPositionsAreAnotherThingThanAll() {
    NDArray x = own.random(1, 2, 3, 4);
    assertEquals(new Shape(6, 4), plain.rows(x, Kernels.NONE).getShape());
    assertEquals(new Shape(0, 4), plain.rows(x, manager.create(new long[0])).getShape());
    assertEquals(new Shape(1, 4), plain.rows(x, manager.create(new long[] {5})).getShape());
  }

  @Test
  void statisticsOverTimeCountTheMaskedStepsOnly() {
    NDArray x = manager.create(new float[] {1, -3, 100}, new Shape(1, 3, 1));
    NDArray mask = manager.create(new float[] {1, 1, 0}, new Shape(1, 3, 1));
    assertEquals(2, Activations.overTime(plain, x, mask, 0).getFloat(), 1e-6);
    assertEquals(Math.sqrt(10), Activations.overTime(plain, x, mask, 1).getFloat(), 1e-6);
    assertEquals(4, Activations.overTime(plain, x, mask, 2).getFloat(), 1e-6);
    NDArray sums = manager.zeros(new Shape(2, 1), DataType.FLOAT64);
    Activations.overSamples(plain, sums, manager.create(new float[] {2, 3}, new Shape(2, 1)));
    assertArrayEquals(new double[] {5, 13}, sums.toDoubleArray());
  }

  @Test
  void cosineDistanceIsClampedAndMasked() {
    NDArray x = own.random(5, 1, 3, 64);
    NDArray mask = manager.create(new float[] {1, 1, 0}, new Shape(1, 3, 1));
    assertEquals(0, Activations.cosineDistance(plain, x, x.mul(3), mask).getFloat(), 1e-6);
    assertEquals(4, Activations.cosineDistance(plain, x, x.neg(), mask).getFloat(), 1e-6);
  }
}
