package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import minitron.checkpoint.Dtype;
import minitron.io.Disk;
import minitron.model.CausalLm;
import minitron.model.Checkpoints;
import minitron.model.FreshModel;
import minitron.prune.WidthScores;
import minitron.tensor.Precision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores trim the model that they were taken on, and no other unless the user insists. */
class WhoseScoresTest {
  private static final int[][] SAMPLES = {{1, 5, 9, 20, 31, 7}, {1, 40, 41, 42, 43, 44}};

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void save() {
    folder = Fixtures.model(temp.resolve("model"));
  }

  private WidthScores scores() {
    try (CausalLm model = Checkpoints.open(folder)) {
      return Width.importance(model, SAMPLES);
    }
  }

  private static void trims(CausalLm model, WidthScores scores) {
    try (model;
        CausalLm small = Width.trim(model, scores, Target.hidden(16))) {
      assertEquals(16, small.config().hiddenSize());
    }
  }

  private static void refuses(String part, CausalLm model, WidthScores scores) {
    try (model) {
      var e =
          assertThrows(
              IllegalArgumentException.class, () -> Width.trim(model, scores, Target.hidden(16)));
      assertTrue(e.getMessage().contains(part), e.getMessage());
      trims(model, scores.forAnyModel());
    }
  }

  @Test
  void aModelThatWasSavedAndLoadedAgainIsTheSame() {
    WidthScores scores = scores();
    try (CausalLm model = Checkpoints.open(folder)) {
      Checkpoints.save(model, temp.resolve("again"), 20_000); // in shards
    }
    trims(Checkpoints.open(temp.resolve("again")), scores);
    Width.save(scores, temp.resolve("s").toString());
    trims(Checkpoints.open(folder), Width.load(temp.resolve("s").toString()));
  }

  @Test
  void aTrainedModelThatWasSavedIsTheSame() {
    try (CausalLm model = Checkpoints.open(folder);
        CausalLm trained = model.trained(model.copyParameters(Precision.F32))) {
      WidthScores scores = Width.importance(trained, SAMPLES);
      trims(trained.independentOf(trained), scores);
      Checkpoints.save(trained, temp.resolve("again"), Long.MAX_VALUE);
      trims(Checkpoints.open(temp.resolve("again")), scores);
    }
  }

  @Test
  void otherWeightsAreAnotherModel() {
    WidthScores scores = scores();
    refuses("weights with the SHA-256", FreshModel.of(Fixtures.config(3), 2, folder), scores);
    refuses("weights with the SHA-256", Checkpoints.open(folder).as(Dtype.BF16), scores);
  }

  @Test
  void otherSettingsAreAnotherModel() throws IOException {
    WidthScores scores = scores();
    Path config = folder.resolve("config.json");
    String longer = Files.readString(config).replaceFirst("\\{", "{\"rope_theta\": 5000.0,");
    Files.writeString(config, longer);
    refuses("settings (llama", Checkpoints.open(folder), scores);
  }

  @Test
  void anotherTokenizerIsAnotherModel() throws IOException {
    WidthScores scores = scores();
    Files.writeString(folder.resolve("special_tokens_map.json"), "{}");
    refuses("a tokenizer with the SHA-256", Checkpoints.open(folder), scores);
  }

  @Test
  void scoresThatNobodyKnowsAreRefused() {
    WidthScores s = scores();
    var unknown = new WidthScores(s.hidden(), s.mlp(), s.heads(), "", s.ending());
    refuses("Nobody knows of which model", Checkpoints.open(folder), unknown);
  }

  @Test
  void randomScoresAreOfEveryModel() {
    WidthScores random = WidthScores.random(Fixtures.config(3), 1);
    trims(Checkpoints.open(folder), random);
  }

  @Test
  void aDroppedLayerIsAnotherModel() {
    WidthScores scores = scores();
    try (CausalLm model = Checkpoints.open(folder);
        CausalLm shallow = Depth.drop(model, Layers.of(2))) {
      var e =
          assertThrows(
              IllegalArgumentException.class,
              () -> Width.trim(shallow, scores.forAnyModel(), Target.hidden(16)));
      assertTrue(e.getMessage().contains("they rank 3 layers"), e.getMessage());
    }
    Disk.delete(folder);
  }
}
