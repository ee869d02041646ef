package minitron.cli;

import static minitron.cli.Call.ok;
import static minitron.cli.Call.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import minitron.Doctor;
import minitron.Fixtures;
import minitron.io.Disk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that make models, on a small one. */
class MainTest {
  private static final String TRAINING = " --tokens 1280 --batch 4 --length 32";

  @TempDir Path temp;
  private String model;
  private String text;

  @BeforeEach
  void open() {
    model = Fixtures.model(temp.resolve("model")).toString();
    text = Fixtures.text(temp.resolve("text.txt"), 2000).toString();
  }

  private String path(String name) {
    return temp.resolve(name).toString();
  }

  @Test
  void theStoryFromTheShell() {
    Call corrected = ok(words("correct" + TRAINING, "--corpus", text, model, path("corrected")));
    assertTrue(corrected.out().contains("BOS <s> (1) is added once"), corrected.out());
    Call pruned =
        ok(
            words(
                "prune --hidden 16 --mlp 30 --samples 20 --length 32",
                path("corrected"),
                path("pruned"),
                "--calibration",
                text));
    assertTrue(pruned.out().contains("hidden channels: 16 kept, 8 dropped"), pruned.out());
    ok(
        words(
            "distill" + TRAINING,
            "--corpus",
            text,
            path("corrected"),
            path("pruned"),
            path("student")));
    Call sweep = ok(words("sweep --sizes 1,2 --length 32", path("student"), "--corpus", text));
    assertEquals(6 + 2, sweep.out().lines().filter(l -> !l.isBlank()).count() - 1, sweep.out());
    Call measured = ok(words("evaluate --length 32", path("student"), "--perplexity", text));
    assertTrue(measured.out().contains("perplexity"), measured.out());
  }

  @Test
  void savedScoresGiveTheSameBytesAndDroppedLayersAreNamed() throws IOException {
    ok(
        words(
            "prune --mlp 30 --samples 20 --length 32",
            model,
            path("a"),
            "--calibration",
            text,
            "--save-scores",
            path("s")));
    ok(words("prune --mlp 30", model, path("b"), "--scores", path("s")));
    assertSameWeights("a", "b");
    Call dropped = ok(words("prune --drop 2-3", model, path("c")));
    assertTrue(
        dropped.out().contains("dropped: layers 2–3 (model.layers.1 … model.layers.2)"),
        dropped.out());
    assertTrue(dropped.out().contains("kept:    layers 1 (model.layers.0)"), dropped.out());
  }

  private void assertSameWeights(String a, String b) throws IOException {
    Path first = temp.resolve(a).resolve("model.safetensors");
    Path second = temp.resolve(b).resolve("model.safetensors");
    assertEquals(-1, Files.mismatch(first, second));
  }

  @Test
  void aStoppedRunIsResumed() throws IOException {
    String training = "correct --checkpoint-every 4" + TRAINING;
    ok(words(training, "--corpus", text, "--checkpoint", path("state"), model, path("once")));
    Disk.delete(temp.resolve("state/step-00000010"));
    ok(
        words(
            training + " --resume",
            "--corpus",
            text,
            "--checkpoint",
            path("state"),
            model,
            path("again")));
    assertSameWeights("once", "again");
  }

  @Test
  void everyCommandHasHelp() {
    for (String command :
        List.of(
            "conformance",
            "evaluate",
            "prune",
            "correct",
            "distill",
            "sweep",
            "kernel",
            "bench",
            "notebooks",
            "doctor")) {
      assertTrue(ok(command, "--help").out().startsWith("Usage: minitron " + command));
    }
  }

  @Test
  void itsVersionIsTold() {
    for (String command : List.of("--version", "evaluate --version")) {
      assertEquals("minitron " + Doctor.version(), ok(words(command)).out().strip());
    }
  }
}
