package minitron.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import minitron.Fixtures;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.FreshModel;
import minitron.model.TokenBatch;
import minitron.runs.Progress;
import minitron.tensor.Backprop;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import org.junit.jupiter.api.Test;

/** A step that is computed some samples at a time is the step. */
class MicroBatchTest {
  private static final List<int[]> EVEN = samples(12, 12, 12, 12, 12, 12, 12, 12);
  private static final List<int[]> RAGGED = samples(12, 3, 7, 2, 12, 5, 9, 4);

  private static List<int[]> samples(int... lengths) {
    return IntStream.range(0, lengths.length)
        .mapToObj(i -> IntStream.range(0, lengths[i]).map(t -> (i * 37 + t * 11) % 250).toArray())
        .toList();
  }

  /** 8 × 1, 4 × 2, 2 × 4 and 3, 3, 2 against 1 × 8: the loss is divided by all tokens once. */
  private static void same(Supplier<Objective> objective, List<int[]> samples) {
    var step = new TokenBatch(samples.toArray(int[][]::new));
    try (CausalLm model = SmallRun.model();
        NDManager manager = Engines.manager()) {
      var k = new Kernels(manager);
      Decoder.Backward whole = objective.get().backward(k, model.decoder(), step, Backprop.F32);
      for (int size : List.of(1, 2, 3, 4)) {
        Decoder.Backward parts =
            Halves.inTurn(objective.get(), k, model.decoder(), step, size, Backprop.F32);
        assertEquals(whole.loss().getFloat(), parts.loss().getFloat(), 1e-5);
        whole.gradients().forEach((name, g) -> near(g, parts.gradients().get(name), name));
      }
    }
  }

  private static void near(NDArray wanted, NDArray got, String name) {
    float[] all = wanted.toFloatArray();
    float[] others = got.toFloatArray();
    assertEquals(all.length, others.length);
    double largest =
        IntStream.range(0, all.length).mapToDouble(i -> Math.abs(all[i])).max().orElse(0);
    for (int i = 0; i < all.length; i++) {
      assertEquals(all[i], others[i], 1e-5 * Math.max(largest, 1e-3), name);
    }
  }

  @Test
  void theLossAndGradientsOfTheNextToken() {
    same(NextToken::new, EVEN);
    same(NextToken::new, RAGGED);
  }

  @Test
  void thoseOfTheDivergence() {
    try (CausalLm teacher = FreshModel.of(Fixtures.config(2), 6, null)) {
      same(() -> new ForwardKl(teacher.decoder(), teacher.config()), EVEN);
      same(() -> new ForwardKl(teacher.decoder(), teacher.config()), RAGGED);
    }
  }

  @Test
  void aRunOfPartsIsTheRun() {
    Run whole = SmallRun.train(SmallRun.OPTIONS);
    for (int size : List.of(1, 3)) {
      Run parts = SmallRun.train(SmallRun.OPTIONS.microBatch(size));
      assertTrue(parts.finished());
      for (int i = 0; i < 8; i++) {
        assertEquals(whole.steps().get(i).loss(), parts.steps().get(i).loss(), 2e-5);
      }
    }
    Run all = SmallRun.train(SmallRun.OPTIONS.microBatch(4));
    assertEquals(whole.model().sha256(), all.model().sha256(), "4 of 4 samples are the batch");
  }

  /** The teacher is updated once a step, by the gradients of all parts. */
  @Test
  void aTeacherThatIsCorrectedTakesAllParts() {
    List<Run> runs = List.of(correcting(0), correcting(1), correcting(3));
    for (Run run : runs) {
      for (int i = 0; i < 8; i++) {
        assertEquals(runs.get(0).steps().get(i).loss(), run.steps().get(i).loss(), 2e-5);
      }
    }
  }

  private static Run correcting(int size) {
    TrainOptions options = SmallRun.OPTIONS.microBatch(size);
    try (CausalLm teacher = SmallRun.model();
        CausalLm student = SmallRun.model();
        var objective = new CorrectingTeacher(teacher, student.config(), options)) {
      return new Trainer(Map.of(), student, objective, SmallRun::batch, options)
          .run(List.of(), Progress.SILENT);
    }
  }

  @Test
  void aNegativeSizeIsRefused() {
    var e = assertThrows(IllegalArgumentException.class, () -> SmallRun.OPTIONS.microBatch(-1));
    assertTrue(e.getMessage().startsWith("micro-batch -1: "), e.getMessage());
  }
}
