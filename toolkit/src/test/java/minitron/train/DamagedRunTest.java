package minitron.train;

import static minitron.train.KeptRun.HELD_OUT;
import static minitron.train.KeptRun.SHORT;
import static minitron.train.KeptRun.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import minitron.io.Disk;
import minitron.runs.Ending;
import minitron.runs.Progress;
import minitron.train.state.TrainingStates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A kept run that was damaged is noticed and computed anew. */
class DamagedRunTest {
  @TempDir Path temp;
  private KeptRun kept;

  @BeforeEach
  void open() {
    kept = new KeptRun(temp.resolve("runs"));
  }

  @AfterEach
  void nothingIsLeft() {
    kept.close();
  }

  /** Each damage of the only entry, by what is done to it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "flip state.json",
        "flip arrays.safetensors",
        "cut state.json",
        "cut arrays.safetensors",
        "delete state.json",
        "delete arrays.safetensors",
        "empty folder",
        "file for folder",
        "another run",
        "training state"
      })
  void aDamagedEntryIsNoticedAndComputedAnew(String damage) throws IOException {
    Run first = kept.run();
    Path entry = kept.entries().get(0);
    damage(damage, entry);
    Run anew = kept.run();
    assertEquals(Ending.WHOLE, anew.ending());
    assertEquals(1, kept.said.size(), kept.said.toString());
    assertTrue(
        kept.said.get(0).matches("A kept run is damaged \\(.+\\) and is computed anew\\."),
        kept.said.toString());
    Run read = kept.run();
    assertEquals(Run.READ, read.ending());
    for (Run run : List.of(anew, read)) {
      assertSame(first, run);
      run.model().close();
    }
    first.model().close();
  }

  private void damage(String damage, Path entry) throws IOException {
    String[] words = damage.split(" ", -1);
    Path file = entry.resolve(words[words.length - 1]);
    byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    switch (words[0]) {
      case "flip" -> {
        bytes[bytes.length * 2 / 3] ^= 1;
        Files.write(file, bytes);
      }
      case "cut" -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
      case "delete" -> Files.delete(file);
      case "empty" -> {
        Disk.delete(entry);
        Files.createDirectory(entry);
      }
      case "file" -> {
        Disk.delete(entry);
        Files.writeString(entry, "");
      }
      case "another" -> {
        kept.run(Map.of("code", "2")).model().close();
        Path other =
            kept.entries().stream().filter(e -> !e.equals(entry)).findFirst().orElseThrow();
        Disk.delete(entry);
        Files.move(other, entry);
      }
      default -> {
        Disk.delete(entry);
        var states = new TrainingStates(temp.resolve("states"), 1, false);
        Trainer trainer = SmallRun.trainer(kept.start, new NextToken(), SHORT.checkpoints(states));
        trainer.run(HELD_OUT, Progress.SILENT).model().close();
        Files.move(temp.resolve("states/step-00000002"), entry);
      }
    }
  }
}
