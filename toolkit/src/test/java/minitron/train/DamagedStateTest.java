package minitron.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import minitron.Damage;
import minitron.Refusal;
import minitron.io.Disk;
import minitron.train.state.StepRecord;
import minitron.train.state.TrainingState;
import minitron.train.state.TrainingStates;
import minitron.train.state.ValidationLoss;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DamagedStateTest {
  @Provide
  Arbitrary<Damage.File> states() throws IOException {
    Path folder = Files.createTempDirectory("states");
    SmallRun.train(SmallRun.OPTIONS.checkpoints(new TrainingStates(folder, 8, false)));
    byte[] whole = Files.readAllBytes(folder.resolve("step-00000008/state.json"));
    Disk.delete(folder);
    return Damage.of(whole);
  }

  @Property(edgeCases = EdgeCasesMode.NONE, seed = "1")
  void aStateIsReadOrRefused(@ForAll("states") Damage.File file) throws IOException {
    Refusal.readOrRefused(
        () -> TrainingState.parse(new String(file.bytes(), StandardCharsets.UTF_8)));
  }

  /** A seeded fuzz: whatever is done to its text, a state is refused in words of ours. */
  @Test
  void noTextGetsPastTheParser() {
    var steps = List.of(new StepRecord(1, 64, 3.25, 1e-4, 0.5), new StepRecord(2, 128, 3, 2e-4, 1));
    var looks = List.of(new ValidationLoss(0, 0, 4.5), new ValidationLoss(2, 128, 4.25));
    var state = TrainingState.of(Map.of("task", "é <test>"), steps, looks, "0123abcd");
    assertEquals(state, TrainingState.parse(state.toJson()));
    byte[] good = state.toJson().getBytes(StandardCharsets.UTF_8);
    var random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = good.clone();
      for (int change = random.nextInt(3); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = good[random.nextInt(good.length)];
      }
      String text = new String(bytes, 0, bytes.length - random.nextInt(2), StandardCharsets.UTF_8);
      try {
        assertEquals(state, TrainingState.parse(text), text);
      } catch (IllegalArgumentException e) {
        refused++;
        assertEquals(IllegalArgumentException.class, e.getClass(), e.toString());
      }
    }
    assertTrue(refused > 15_000, "refused " + refused);
  }
}
