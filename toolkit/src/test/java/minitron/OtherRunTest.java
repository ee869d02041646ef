package minitron;

import static minitron.StoreOfRuns.OPTIONS;
import static minitron.StoreOfRuns.RATES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import minitron.model.CausalLm;
import minitron.model.FreshModel;
import minitron.model.LlamaFamily;
import minitron.runs.Ending;
import minitron.stage.Provenance;
import minitron.tensor.AdamW;
import minitron.tensor.Precision;
import minitron.text.TokenCorpus;
import minitron.train.Run;
import minitron.train.TrainOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any other input of a run is another run. */
class OtherRunTest {
  @TempDir Path temp;
  private StoreOfRuns store;

  @BeforeEach
  void open() {
    store = new StoreOfRuns(temp);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whateverAResultDependsOnIsInTheKey() throws IOException {
    JsonObject json = store.teacher.config().toJson();
    json.addProperty("rms_norm_eps", 1e-3);
    CausalLm norms =
        store.teacher.with(LlamaFamily.read("config.json", json), store.teacher.weights());
    CausalLm other = FreshModel.of(Fixtures.config(3), 8, null);
    List<Supplier<Run>> all = new ArrayList<>();
    for (TrainOptions options :
        List.of(
            OPTIONS,
            OPTIONS.tokens(4 * 32),
            OPTIONS.learningRate(2e-3),
            OPTIONS.minLearningRate(2e-4),
            OPTIONS.warmUp(2),
            OPTIONS.batch(1),
            OPTIONS.length(8),
            OPTIONS.seed(1),
            OPTIONS.adam(new AdamW(0.8, 0.95, 1e-8, 0.1)),
            OPTIONS.adam(new AdamW(0.9, 0.9, 1e-8, 0.1)),
            OPTIONS.adam(new AdamW(0.9, 0.95, 1e-7, 0.1)),
            OPTIONS.adam(new AdamW(0.9, 0.95, 1e-8, 0)),
            OPTIONS.precision(Precision.BF16))) {
      all.add(() -> Teacher.train(store.teacher, store.corpus, options));
    }
    for (TokenCorpus text :
        List.of(store.corpus("a", 200), store.corpus.split(0.6), store.corpus("b", 201))) {
      all.add(() -> Teacher.train(store.teacher, text, OPTIONS));
    }
    for (CausalLm model : List.of(norms, other)) {
      all.add(() -> Teacher.train(model, store.corpus, OPTIONS));
      all.add(() -> Distill.run(model, store.student, store.corpus, OPTIONS));
      all.add(() -> Distill.run(store.teacher, model, store.corpus, OPTIONS));
      all.add(() -> Distill.whileCorrecting(model, store.student, store.corpus, OPTIONS, RATES));
    }
    all.add(() -> Distill.run(store.teacher, store.student, store.corpus, OPTIONS));
    all.add(() -> Distill.run(store.teacher, store.teacher, store.corpus, OPTIONS));
    all.add(
        () -> Distill.whileCorrecting(store.teacher, store.student, store.corpus, OPTIONS, RATES));
    all.add(
        () ->
            Distill.whileCorrecting(
                store.teacher, store.student, store.corpus, OPTIONS, RATES.warmUp(2)));
    for (Ending ending :
        List.of(Ending.WHOLE, new Ending(true, "whole, read from the kept runs"))) {
      for (int i = 0; i < all.size(); i++) {
        Run run = all.get(i).get();
        assertEquals(ending, run.ending(), "run " + i);
        run.model().close();
      }
    }
    assertEquals(all.size(), store.entries());
    norms.close();
    other.close();
  }

  @Test
  void theGroundSaysWhatTheBitsDependOn() {
    Map<String, String> ground = Provenance.ground(2);
    for (String name :
        List.of(
            "minitron",
            "java",
            "djl",
            "libtorch",
            "system",
            "code",
            "virtual machine",
            "threads",
            "processor")) {
      assertFalse(ground.getOrDefault(name, "").isBlank(), name + " in " + ground);
    }
    System.setProperty("ai.djl.pytorch.num_threads", "3");
    try {
      assertEquals("3", Provenance.ground(2).get("ai.djl.pytorch.num_threads"));
    } finally {
      System.clearProperty("ai.djl.pytorch.num_threads");
    }
    assertEquals(ground, Provenance.ground(2));
    assertNotEquals(ground, Provenance.ground(1));
  }
}
