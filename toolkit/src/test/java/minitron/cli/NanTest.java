package minitron.cli;

import static minitron.cli.Call.fails;
import static minitron.cli.Call.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import minitron.Checkpoint;
import minitron.Corpus;
import minitron.Depth;
import minitron.Fixtures;
import minitron.Harness;
import minitron.Teacher;
import minitron.checkpoint.Dtype;
import minitron.checkpoint.Weight;
import minitron.model.CausalLm;
import minitron.text.TokenCorpus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A checkpoint with NaN in its weights gives no number, and no model that looks trained. */
class NanTest {
  private static final String LOOK = "look for NaN in the checkpoint's weights";
  private static final String TRAINING = " --tokens 1280 --batch 4 --length 32";

  @TempDir Path temp;
  private String good;
  private String broken;
  private String text;
  private String out;

  @BeforeEach
  void open() {
    good = Fixtures.model(temp.resolve("good")).toString();
    broken = temp.resolve("broken").toString();
    text = Fixtures.text(temp.resolve("text.txt"), 2000).toString();
    out = temp.resolve("out").toString();
    try (CausalLm model = Checkpoint.load(good)) {
      Map<String, Weight> weights = new LinkedHashMap<>(model.weights());
      weights.computeIfPresent(
          "model.layers.1.mlp.down_proj.weight",
          (name, weight) -> Weight.constant(Dtype.F32, weight.shape(), Float.NaN));
      Checkpoint.save(model.with(model.config(), weights), broken);
    }
  }

  @AfterEach
  void nothingWasWritten() {
    assertFalse(Files.exists(Path.of(out)));
  }

  @Test
  void measuringItSaysSo() {
    String perplexity = "evaluate --length 32 --blocks 2 --out " + out;
    fails(1, LOOK, words(perplexity, broken, "--perplexity", text));
    fails(1, LOOK, words("sweep --sizes 1 --length 32 --blocks 2", broken, "--corpus", text));
    try (CausalLm model = Checkpoint.load(broken)) {
      TokenCorpus corpus = Corpus.text(text, model).length(32).split(0.9);
      says(LOOK, () -> Harness.perplexity(model, corpus, 2));
      says(LOOK, () -> Depth.sweep(model, corpus.heldOut(), Depth.sizes(1).blocks(2)));
      var options = Teacher.options().tokens(128).batch(4).length(32);
      says("NaN in the weights of the model", () -> Teacher.correct(model, corpus, options));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"teacher", "student"})
  void trainingItBlamesTheWeightsAndSavesNothing(String role) {
    String teacher = role.equals("teacher") ? broken : good;
    String student = role.equals("student") ? broken : good;
    fails(
        1,
        "look for NaN in the weights of teacher and student; nothing is saved",
        words("distill" + TRAINING, "--corpus", text, teacher, student, out));
  }

  @Test
  void aRunThatOnlySpoiltItsStartSavesNothingEither() {
    Call call =
        Call.of(words("correct --learning-rate 1e30" + TRAINING, "--corpus", text, good, out));
    assertEquals(1, call.code());
    assertTrue(call.err().contains("a learning rate below 1.0e30; nothing is saved"), call.err());
    try (CausalLm model = Checkpoint.load(good)) {
      TokenCorpus corpus = Corpus.text(text, model).length(32);
      var options = Teacher.options().tokens(1280).batch(4).length(32).constantRate(1e30);
      says("still those of the start", () -> Teacher.correct(model, corpus, options));
    }
  }

  private static void says(String part, Runnable call) {
    var e = assertThrows(IllegalStateException.class, call::run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
