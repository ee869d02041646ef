package minitron.cli;

import static minitron.cli.Call.fails;
import static minitron.cli.Call.ok;
import static minitron.cli.Call.words;

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
  private String model;
  private String text;

  @BeforeEach
  void score() {
    model = Fixtures.model(temp.resolve("model")).toString();
    text = Fixtures.text(temp.resolve("text.txt"), 2000).toString();
    String start = "prune --hidden 16 --samples 4 --length 24 --calibration " + text;
    ok(words(start, model, path("first"), "--save-scores", path("s")));
  }

  private String path(String name) {
    return temp.resolve(name).toString();
  }

  private String[] prune(String flags, String checkpoint, String out) {
    return words("prune --hidden 16 --scores " + path("s") + flags, checkpoint, path(out));
  }

  @Test
  void theSameCallWithItsScoresIsRight() {
    ok(prune("", model, "a"));
    ok(prune(" --samples 4 --length 24", model, "b"));
    ok(prune(" --samples 4 --length 24 --calibration " + text, model, "c"));
    ok(prune(" --calibration " + text, model, "d"));
  }

  @Test
  void anotherModelIsRefused() {
    Path other = temp.resolve("other");
    try (CausalLm fresh = FreshModel.of(Fixtures.config(3), 2, Path.of(model))) {
      Checkpoints.save(fresh, other, Long.MAX_VALUE);
    }
    fails(1, "The scores are of another model", prune("", other.toString(), "a"));
    ok(prune(" --scores-anyway", other.toString(), "a"));
  }

  @Test
  void anotherCalibrationIsRefused() {
    String wrong = "another calibration, 4 samples of 24 tokens";
    String other = Fixtures.text(temp.resolve("other.txt"), 1999).toString();
    fails(1, wrong, prune(" --samples 5", model, "a"));
    fails(1, wrong, prune(" --length 25", model, "a"));
    fails(1, wrong, prune(" --length 25 --calibration " + text, model, "a"));
    fails(1, wrong, prune(" --samples 4 --length 24 --calibration " + other, model, "a"));
    ok(prune(" --samples 4 --length 24 --scores-anyway --calibration " + other, model, "a"));
  }

  @Test
  void insistingNeedsScores() {
    fails(2, "--scores-anyway is for", words("prune --drop 2 --scores-anyway", model, path("a")));
  }
}
