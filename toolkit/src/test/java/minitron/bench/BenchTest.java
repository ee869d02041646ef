package minitron.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import minitron.Fixtures;
import minitron.model.CausalLm;
import minitron.model.FreshModel;
import minitron.model.TokenBatch;
import minitron.tensor.Precision;
import org.junit.jupiter.api.Test;

class BenchTest {
  @Test
  void onlyTheCallsAfterTheWarmUpsCount() {
    try (CausalLm teacher = FreshModel.of(Fixtures.config(2), 1, null);
        CausalLm student = FreshModel.of(Fixtures.config(1), 2, null)) {
      TokenBatch tokens = Bench.tokens(teacher, 2, 8);
      for (int warmUps : new int[] {1, 3}) {
        var calls = new Calls(warmUps, 5);
        Timing forward = new Bench(calls).forward(teacher, tokens, Precision.F32);
        assertEquals(5, forward.seconds().size());
        assertEquals(16, forward.count());
        Timing distil = new BenchTraining(calls).distill(teacher, student, tokens, Precision.F32);
        assertEquals(5, distil.seconds().size());
        assertTrue(forward.value() > 0 && distil.value() > 0, forward + " " + distil);
      }
    }
  }

  @Test
  void ofConversationsOnlyWhatIsSupervisedCounts() {
    try (CausalLm teacher = FreshModel.of(Fixtures.config(2), 1, null);
        CausalLm student = FreshModel.of(Fixtures.config(1), 2, null)) {
      TokenBatch text = Bench.tokens(teacher, 2, 8);
      TokenBatch talk = BenchTraining.conversations(text, 3);
      var training = new BenchTraining(new Calls(1, 2));
      assertEquals(10, training.tune(student, talk, Precision.F32).count());
      assertEquals(10, training.distill(teacher, student, talk, Precision.F32).count());
      var e =
          assertThrows(IllegalArgumentException.class, () -> BenchTraining.conversations(text, 8));
      assertTrue(e.getMessage().contains("from 0 to 7"), e.getMessage());
    }
  }

  @Test
  void aBenchWithoutAWarmUpIsRefused() {
    var e = assertThrows(IllegalArgumentException.class, () -> new Calls(0, 5));
    assertTrue(e.getMessage().contains("at least one warm-up"), e.getMessage());
  }
}
