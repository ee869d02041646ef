package minitron.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import minitron.Doctor;
import minitron.io.Disk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that make models, on a small one. */
class MainTest {
  private static final String TRAINING = " --tokens 1280 --batch 4 --length 32";

  @TempDir Path temp;
  private Place place;

  @BeforeEach
  void open() {
    place = Place.in(temp);
  }

  @Test
  void theStoryFromTheShell() {
    Call corrected = place.ok("correct {model} {corrected} --corpus {text}" + TRAINING);
    assertTrue(corrected.out().contains("BOS <s> (1) is added once"), corrected.out());
    String sizes = " --hidden 16 --mlp 30 --samples 20 --length 32";
    Call pruned = place.ok("prune {corrected} {pruned} --calibration {text}" + sizes);
    assertTrue(pruned.out().contains("hidden channels: 16 kept, 8 dropped"), pruned.out());
    place.ok("distill {corrected} {pruned} {student} --corpus {text}" + TRAINING);
    Call sweep = place.ok("sweep {student} --corpus {text} --sizes 1,2 --length 32");
    assertEquals(6 + 2, sweep.out().lines().filter(l -> !l.isBlank()).count() - 1, sweep.out());
    Call measured = place.ok("evaluate {student} --perplexity {text} --length 32");
    assertTrue(measured.out().contains("perplexity"), measured.out());
  }

  @Test
  void savedScoresGiveTheSameBytesAndDroppedLayersAreNamed() throws IOException {
    String samples = " --samples 20 --length 32";
    place.ok("prune {model} {a} --mlp 30 --calibration {text} --save-scores {s}" + samples);
    place.ok("prune {model} {b} --mlp 30 --scores {s}");
    place.assertSameWeights("a", "b");
    Call dropped = place.ok("prune {model} {c} --drop 2-3");
    assertTrue(
        dropped.out().contains("dropped: layers 2–3 (model.layers.1 … model.layers.2)"),
        dropped.out());
    assertTrue(dropped.out().contains("kept:    layers 1 (model.layers.0)"), dropped.out());
  }

  @Test
  void aStoppedRunIsResumed() throws IOException {
    String training = " --corpus {text} --checkpoint {state} --checkpoint-every 4" + TRAINING;
    place.ok("correct {model} {once}" + training);
    Disk.delete(temp.resolve("state/step-00000010"));
    place.ok("correct {model} {again} --resume" + training);
    place.assertSameWeights("once", "again");
  }

  @Test
  void aModelIsTunedOnConversations() throws IOException {
    String rows = "{\"prompt\": \"Tom saw\", \"completion\": \" a cat.\"}\n".repeat(12);
    Files.writeString(temp.resolve("talk.jsonl"), rows);
    String flags = " --conversations {talk.jsonl} --batch 4 --max-length 32 --hold-out 0.2";
    String out = place.ok("finetune {model} {tuned} --epochs 2" + flags).out();
    assertTrue(out.contains("12 conversations"), out);
    assertTrue(out.contains("6 steps of 4"), out);
    place.ok("finetune {model} {packed} --pack --loss nemo --learning-rate 1e-3" + flags);
    place.ok("distill {tuned} {model} {aligned} --tokens 200" + flags);
    place.fails(2, "'--conversations=FILE'", "finetune {model} {more}");
    place.fails(2, "'--epochs=X'", "distill {tuned} {model} {more}" + flags);
    place.fails(2, "both given", "distill {tuned} {model} {more} --corpus {text}" + flags);
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
            "finetune",
            "sweep",
            "download",
            "kernel",
            "bench",
            "notebooks",
            "doctor")) {
      assertTrue(place.ok(command + " --help").out().startsWith("Usage: minitron " + command));
    }
  }

  @Test
  void itsVersionIsTold() {
    for (String command : List.of("--version", "evaluate --version")) {
      assertEquals("minitron " + Doctor.version(), place.ok(command).out().strip());
    }
  }
}
