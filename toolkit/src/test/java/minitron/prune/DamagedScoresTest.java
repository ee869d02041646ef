package minitron.prune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import minitron.Damage;
import minitron.io.Disk;
import minitron.runs.Ending;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DamagedScoresTest {
  @Provide
  Arbitrary<Damage.File> scores() throws IOException {
    Path folder = Files.createTempDirectory("scores");
    Path file = folder.resolve("scores.safetensors");
    List<List<Float>> layers = List.of(List.of(1f, 2f, 3f), List.of(3f, 2f, 1f));
    ScoresFile.write(new WidthScores(List.of(1f, 2f), layers, layers, "test", Ending.WHOLE), file);
    byte[] whole = Files.readAllBytes(file);
    Disk.delete(folder);
    return Damage.of(whole);
  }

  @Property(edgeCases = EdgeCasesMode.NONE, seed = "1")
  void scoresAreReadOrRefused(@ForAll("scores") Damage.File file) throws IOException {
    file.read("scores.safetensors", ScoresFile::read);
  }
}
