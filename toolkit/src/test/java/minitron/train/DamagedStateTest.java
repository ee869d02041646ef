package minitron.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import minitron.Damage;
import minitron.Refusal;
import minitron.io.Disk;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

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
}
