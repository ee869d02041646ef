package minitron.model;

import static minitron.model.ParameterShapes.EMBEDDING;
import static minitron.model.ParameterShapes.HEAD;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import minitron.Fixtures;
import minitron.checkpoint.Dtype;
import minitron.checkpoint.Weight;
import minitron.prune.DepthDrop;
import minitron.prune.Kept;
import minitron.prune.WidthTrim;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints whose files and config.json say different things of the head. */
class TiedHeadTest {
  private static final String HINT =
      "; if the head is the embedding, \"tie_word_embeddings\": true must stand there.";

  @TempDir Path temp;

  private static CausalLm fresh(String type, Dtype dtype, boolean tied) {
    JsonObject json = Fixtures.config(2).toJson();
    json.addProperty("model_type", type);
    json.addProperty("dtype", dtype.configName());
    json.addProperty("tie_word_embeddings", tied);
    return FreshModel.of(LlamaFamily.read("config.json", json), 5, null);
  }

  /** A model's weights in a folder whose config.json says this of the head, or nothing. */
  private Path folder(CausalLm model, Map<String, Weight> weights, Boolean tied)
      throws IOException {
    Path folder = Files.createTempDirectory(temp, "model").resolve("folder");
    Checkpoints.save(model.with(model.config(), weights), folder, 40_000);
    JsonObject json = model.config().toJson();
    json.remove("tie_word_embeddings");
    if (tied != null) {
      json.addProperty("tie_word_embeddings", tied);
    }
    Files.writeString(folder.resolve("config.json"), json.toString());
    return folder;
  }

  private static Map<String, Weight> with(CausalLm model, String name, Weight weight) {
    Map<String, Weight> weights = new LinkedHashMap<>(model.weights());
    weights.put(name, weight);
    return weights;
  }

  private static void refused(Path folder, String fault) {
    var e = assertThrows(IllegalArgumentException.class, () -> Checkpoints.open(folder));
    assertEquals(folder + ": tensor " + fault, e.getMessage());
  }

  private static float[] logits(CausalLm model) {
    try (NDManager manager = Engines.manager()) {
      var ids = new TokenBatch(new int[] {3, 1, 4, 1, 5}).ids(manager);
      return model.decoder().logits(new Kernels(manager), ids).toFloatArray();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "llama, F32",
    "llama, BF16",
    "llama, F16",
    "mistral, F32",
    "mistral, BF16",
    "qwen2, F32",
    "qwen2, BF16"
  })
  void aHeadThatDiffersStaysAHead(String type, Dtype dtype) throws IOException {
    try (CausalLm model = fresh(type, dtype, false);
        CausalLm apart = Checkpoints.open(folder(model, model.weights(), false));
        CausalLm opened = Checkpoints.open(folder(model, model.weights(), true))) {
      assertFalse(opened.config().tieWordEmbeddings());
      assertFalse(opened.config().toJson().get("tie_word_embeddings").getAsBoolean());
      assertEquals(model.parameterCount(), opened.parameterCount());
      assertEquals(apart.sha256(), opened.sha256());
      assertArrayEquals(logits(apart), logits(opened));
    }
  }

  @Test
  void pruningAndSavingKeepBoth() throws IOException {
    var hidden = IntStream.range(0, 20).boxed().toList();
    var neurons = IntStream.range(0, 40).boxed().toList();
    var heads = IntStream.range(0, 4).boxed().toList();
    try (CausalLm model = fresh("llama", Dtype.F32, false);
        CausalLm opened = Checkpoints.open(folder(model, model.weights(), true))) {
      CausalLm dropped = DepthDrop.drop(opened, List.of(1));
      var kept = new Kept(hidden, List.of(neurons), List.of(heads));
      CausalLm trimmed = WidthTrim.trim(dropped, kept);
      Checkpoints.save(trimmed, temp.resolve("out"), Long.MAX_VALUE);
      try (CausalLm again = Checkpoints.open(temp.resolve("out"))) {
        assertFalse(again.config().json().get("tie_word_embeddings").getAsBoolean());
        assertEquals(new Shape(320, 20), again.weights().get(HEAD).shape());
        assertArrayEquals(logits(trimmed), logits(again));
      }
    }
  }

  @Test
  void aRoundedEmbeddingIsAnotherHead() throws IOException {
    try (CausalLm model = fresh("llama", Dtype.F32, true)) {
      Weight rounded = model.weights().get(EMBEDDING).as(Dtype.BF16, HEAD);
      for (Weight head : new Weight[] {rounded, rounded.as(Dtype.F32, HEAD)}) {
        try (CausalLm opened = Checkpoints.open(folder(model, with(model, HEAD, head), true))) {
          assertFalse(opened.config().tieWordEmbeddings());
          assertEquals(head.dtype(), opened.weights().get(HEAD).dtype());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"F32", "F16", "BF16"})
  void anEqualHeadIsTied(Dtype dtype) throws IOException {
    try (CausalLm model = fresh("llama", dtype, true);
        CausalLm plain = Checkpoints.open(folder(model, model.weights(), true))) {
      Weight embedding = model.weights().get(EMBEDDING);
      Weight wider = embedding.as(dtype, HEAD).as(Dtype.F32, HEAD);
      for (Weight head : new Weight[] {embedding, wider}) {
        try (CausalLm opened = Checkpoints.open(folder(model, with(model, HEAD, head), true))) {
          assertTrue(opened.config().tieWordEmbeddings());
          assertEquals(plain.sha256(), opened.sha256());
          assertArrayEquals(logits(plain), logits(opened));
        }
      }
    }
  }

  /** As transformers swaps the two names. */
  @Test
  void aTiedModelMayHaveItsTableUnderTheNameOfTheHead() throws IOException {
    try (CausalLm model = fresh("qwen2", Dtype.BF16, true);
        CausalLm plain = Checkpoints.open(folder(model, model.weights(), true))) {
      Map<String, Weight> weights = with(model, HEAD, model.weights().get(EMBEDDING));
      weights.remove(EMBEDDING);
      try (CausalLm opened = Checkpoints.open(folder(model, weights, true))) {
        assertTrue(opened.config().tieWordEmbeddings());
        assertEquals(plain.sha256(), opened.sha256());
        assertArrayEquals(logits(plain), logits(opened));
      }
      String missing = "model.embed_tokens.weight is missing, which config.json calls for";
      refused(folder(model, weights, null), missing + HINT);
      weights.remove(HEAD);
      refused(folder(model, weights, true), missing + ".");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aHeadThatIsMissingIsNotMadeUp(boolean said) throws IOException {
    try (CausalLm model = fresh("llama", Dtype.F32, true)) {
      Path folder = folder(model, model.weights(), said ? false : null);
      refused(folder, "lm_head.weight is missing, which config.json calls for" + HINT);
    }
  }

  @Test
  void aHeadOfAnotherShapeIsNamed() throws IOException {
    try (CausalLm model = fresh("llama", Dtype.F32, true)) {
      Weight head = Weight.constant(Dtype.F32, new Shape(319, 24), 1);
      refused(
          folder(model, with(model, HEAD, head), true),
          "lm_head.weight has shape (319, 24), but config.json calls for (320, 24).");
    }
  }
}
