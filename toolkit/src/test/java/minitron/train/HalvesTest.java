package minitron.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.TokenBatch;
import minitron.tensor.Backprop;
import minitron.tensor.Engines;
import minitron.tensor.Gradients;
import minitron.tensor.Kernels;
import minitron.tensor.Rounds;
import org.junit.jupiter.api.Test;

/** A step in two halves. */
class HalvesTest {
  private static final Objective LM = new NextToken();

  private static List<Halves.Half> parts(Kernels k, CausalLm model, int first, int[]... rows) {
    try (Rounds rounds = Rounds.of(2, true)) {
      return new Halves(rounds, true, first)
          .backward(LM, k, model.decoder(), new TokenBatch(rows), TrainOptions.DEFAULT);
    }
  }

  private static NDList norms(Decoder.Backward back) {
    return new NDList(back.loss(), back.gradients().get("model.norm.weight"));
  }

  @Test
  void theirMeanByCountedTokensIsTheWhole() {
    int[][] rows = {{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12, 13, 14}};
    try (CausalLm model = SmallRun.model();
        NDManager manager = Engines.manager()) {
      var k = new Kernels(manager);
      List<Halves.Half> parts = parts(k, model, 0, rows);
      assertEquals(6. / 11, parts.get(0).share()); // 3 + 3 next tokens of 11
      assertEquals(5. / 11, parts.get(1).share());
      NDList sum = norms(parts.get(0).back());
      Gradients.norms(k, sum, 5. / 6, norms(parts.get(1).back()));
      NDList whole = norms(LM.backward(k, model.decoder(), new TokenBatch(rows), Backprop.F32));
      assertEquals(whole.get(0).getFloat(), sum.get(0).getFloat() * 6 / 11, 1e-5);
      assertArrayEquals(whole.get(1).toFloatArray(), sum.get(1).mul(6f / 11).toFloatArray(), 1e-6f);
    }
  }

  @Test
  void whicheverComesFirstTheyStandInOrder() {
    int[][] rows = {{1, 2, 3, 4}, {5, 6}};
    try (CausalLm model = SmallRun.model();
        NDManager manager = Engines.manager()) {
      var k = new Kernels(manager);
      for (int first = 0; first < 2; first++) {
        List<Halves.Half> parts = parts(k, model, first, rows);
        assertEquals(List.of(.75, .25), parts.stream().map(Halves.Half::share).toList());
      }
    }
  }

  /** Conversations and lessons have as many samples a step as they need. */
  @Test
  void moreSamplesThanTheBatchSaysAreHalvesToo() {
    int[][] rows = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {10, 11, 12}};
    TrainOptions two = TrainOptions.DEFAULT.batch(2);
    try (CausalLm model = SmallRun.model();
        NDManager manager = Engines.manager();
        Rounds rounds = Rounds.of(2, true)) {
      var k = new Kernels(manager);
      var halves = new Halves(rounds, true, 0);
      var batch = new TokenBatch(rows);
      assertEquals(2, halves.backward(LM, k, model.decoder(), batch, two).size());
      assertEquals(1, halves.backward(LM, k, model.decoder(), batch, two.microBatch(1)).size());
    }
  }

  @Test
  void oneSampleAndTwoThatAreTheSameAreNotDivided() {
    try (CausalLm model = SmallRun.model();
        NDManager manager = Engines.manager()) {
      var k = new Kernels(manager);
      assertEquals(1, parts(k, model, 0, new int[] {1, 2, 3}).size());
      assertEquals(1, parts(k, model, 1, new int[] {1, 2}, new int[] {1, 2}).size());
    }
  }
}
