package minitron.cli;

import java.nio.file.Path;
import minitron.Fixtures;
import minitron.model.CausalLm;
import minitron.model.Checkpoints;
import minitron.model.FreshModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code prune --scores FILE}: of this model and this calibration, or the user insists. */
class SavedScoresTest {
  @TempDir Path temp;
  private Place place;

  @BeforeEach
  void score() {
    place = Place.in(temp);
    String samples = " --samples 4 --length 24 --calibration {text}";
    place.ok("prune {model} {first} --hidden 16 --save-scores {s}" + samples);
  }

  private static String prune(String flags, String checkpoint, String out) {
    return "prune --hidden 16 --scores {s}%s {%s} {%s}".formatted(flags, checkpoint, out);
  }

  @Test
  void theSameCallWithItsScoresIsRight() {
    place.ok(prune("", "model", "a"));
    place.ok(prune(" --samples 4 --length 24", "model", "b"));
    place.ok(prune(" --samples 4 --length 24 --calibration {text}", "model", "c"));
    place.ok(prune(" --calibration {text}", "model", "d"));
  }

  @Test
  void anotherModelIsRefused() {
    Path other = temp.resolve("other");
    try (CausalLm fresh = FreshModel.of(Fixtures.config(3), 2, Path.of(place.path("model")))) {
      Checkpoints.save(fresh, other, Long.MAX_VALUE);
    }
    place.fails(1, "The scores are of another model", prune("", "other", "a"));
    place.ok(prune(" --scores-anyway", "other", "a"));
  }

  @Test
  void anotherCalibrationIsRefused() {
    String wrong = "another calibration, 4 samples of 24 tokens";
    Fixtures.text(temp.resolve("other.txt"), 1999);
    place.fails(1, wrong, prune(" --samples 5", "model", "a"));
    place.fails(1, wrong, prune(" --length 25", "model", "a"));
    place.fails(1, wrong, prune(" --length 25 --calibration {text}", "model", "a"));
    place.fails(
        1, wrong, prune(" --samples 4 --length 24 --calibration {other.txt}", "model", "a"));
    place.ok(
        prune(" --samples 4 --length 24 --scores-anyway --calibration {other.txt}", "model", "a"));
  }

  @Test
  void insistingNeedsScores() {
    place.fails(2, "--scores-anyway is for", "prune {model} {a} --drop 2 --scores-anyway");
  }
}
