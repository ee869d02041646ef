package minitron.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attention against numbers worked out by hand, and its ways of computing against each other. */
class AttentionTest {
  private OwnKernels kernels;
  private NDManager manager;
  private Kernels plain;

  @BeforeEach
  void open() {
    kernels = new OwnKernels();
    manager = kernels.manager;
    plain = kernels.kernels;
  }

  @AfterEach
  void nothingIsLeft() {
    kernels.close();
  }

  @Test
  void attentionLooksBackOnlyAndServesEveryHeadOfAGroup() {
    // Two heads of two channels read one group.
    NDArray q = manager.zeros(new Shape(1, 2, 2, 2));
    NDArray k = manager.create(new float[] {1, 2, 3, 4}, new Shape(1, 1, 2, 2));
    NDArray v = manager.create(new float[] {1, 2, 5, 8}, new Shape(1, 1, 2, 2));
    Seen seen = Seen.before(Kernels.NONE, Kernels.NONE); // angles are not looked at
    float[] y = plain.one("attention", q, k, v, seen.how(), seen.arrays(), 0).toFloatArray();
    assertArrayEquals(new float[] {1, 2, 1, 2, 3, 5, 3, 5}, y, 1e-6f);
    // In a window of one token each sees but itself.
    float[] own = plain.one("attention", q, k, v, seen.how(), seen.arrays(), 1).toFloatArray();
    assertArrayEquals(new float[] {1, 2, 1, 2, 5, 8, 5, 8}, own, 1e-6f);
  }

  /** Few queries are grouped, more are attended with copies of the keys: both as in the whole. */
  @ParameterizedTest
  @CsvSource({"7, 0", "3, 0", "7, 4", "3, 4"})
  void theLastQueriesSeeWhatTheyDoInTheWhole(int past, int window) {
    NDArray q = kernels.random(1, 2, 6, 12, 4);
    NDArray k = kernels.random(2, 2, 2, 12, 4);
    NDArray v = kernels.random(3, 2, 2, 12, 4);
    NDArray whole = plain.one("attend", q, k, v, manager.create(new long[] {0, 0}), window);
    String last = ":,:,%d:".formatted(past);
    NDArray pastR = manager.create(new long[] {past, past});
    float[] y = plain.one("attend", q.get(last), k, v, pastR, window).toFloatArray();
    assertArrayEquals(whole.get(last).toFloatArray(), y, 1e-6f);
  }

  /** A CPU has its own; the other serves every device, and windows. */
  @Test
  void theTwoDerivativesOfAttentionAgree() {
    NDArray q = kernels.random(1, 2, 4, 5, 6);
    NDArray k = kernels.random(2, 2, 4, 5, 6);
    NDArray v = kernels.random(3, 2, 4, 5, 6);
    NDArray g = kernels.random(4, 2, 4, 5, 6);
    NDArray y = plain.one("attend", q, k, v, plain.out().create(new long[1]), 0);
    NDList flash = plain.list("causal", q, k, v);
    assertArrayEquals(y.toFloatArray(), flash.get(0).toFloatArray(), 1e-6f);
    NDList own = plain.list("causal_back", g, q, k, v, flash.get(0), flash.get(1));
    NDList any = plain.list("plain_back", g, y, q, k, v, 0);
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(own.get(i).toFloatArray(), any.get(i).toFloatArray(), 1e-5f);
    }
  }

  /** Three blocks of queries, two parts of the heads: each as near to float32 as its rounding. */
  @Test
  void attentionInBfloat16IsThatInFloat32ButForItsRounding() {
    var wide = new NDList();
    var narrow = new NDList();
    for (int seed = 1; seed <= 4; seed++) {
      NDArray x = plain.one("round_to_bf16", kernels.random(seed, 2, 16, 150, 8));
      wide.add(x);
      narrow.add(plain.one("to_type", x, 15));
    }
    NDList y = attentionAndBack(wide);
    NDList rounded = attentionAndBack(narrow);
    for (int i = 0; i < y.size(); i++) {
      NDArray difference = Copies.toFloat(plain, rounded.get(i)).sub(y.get(i));
      double error = difference.norm().getFloat() / y.get(i).norm().getFloat();
      assertTrue(error > 0 && error < 0.006, i + ": " + error);
    }
  }

  /** Of queries, keys, values and the gradient of the result: the result and their gradients. */
  private NDList attentionAndBack(NDList qkvg) {
    NDArray q = qkvg.get(0);
    NDArray k = qkvg.get(1);
    NDArray v = qkvg.get(2);
    NDList forward = plain.list("causal", q, k, v);
    NDArray y = forward.get(0);
    return new NDList(y).addAll(plain.list("causal_back", qkvg.get(3), q, k, v, y, forward.get(1)));
  }

  /** Conversations in one row: each is attended, and goes back, as if it were alone. */
  @ParameterizedTest
  @ValueSource(ints = {6, 15})
  void partsOfARowAreAttendedByThemselves(int type) {
    var row = new NDList();
    for (int seed = 1; seed <= 4; seed++) {
      row.add(plain.one("to_type", kernels.random(seed, 1, 4, 150, 8), type));
    }
    long[] how = {0, 0, 70, 150};
    NDArray q = row.get(0);
    NDList forward = plain.list("parts_attention", q, row.get(1), row.get(2), how, 0);
    NDArray y = plain.one("heads", forward.get(0), 8).transpose(0, 2, 1, 3);
    NDList back =
        plain.list("parts_back", row.get(3), y, q, row.get(1), row.get(2), forward.get(1), how, 0);
    for (int part = 1; part < 3; part++) {
      String tokens = ":,:,%d:%d".formatted(how[part], how[part + 1]);
      var alone = new NDList();
      row.forEach(all -> alone.add(all.get(tokens)));
      NDList expected = attentionAndBack(alone);
      assertEquals(expected.get(0), y.get(tokens));
      for (int i = 0; i < 3; i++) {
        assertEquals(expected.get(1 + i), back.get(i).get(tokens));
      }
    }
  }
}
