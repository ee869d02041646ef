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
  void aBenchWithoutAWarmUpIsRefused() {
    var e = assertThrows(IllegalArgumentException.class, () -> new Calls(0, 5));
    assertTrue(e.getMessage().contains("at least one warm-up"), e.getMessage());
  }
}
