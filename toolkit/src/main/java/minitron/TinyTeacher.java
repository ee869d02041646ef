package minitron;

import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import minitron.data.Tokenizer;
import minitron.data.tinyworld.Lessons;
import minitron.data.tinyworld.Register;
import minitron.data.tinyworld.Stories;
import minitron.data.tinyworld.TinyWorld;
import minitron.model.CausalLm;
import minitron.model.Dtype;
import minitron.model.ModelConfig;
import minitron.model.ParameterShapes;
import minitron.model.TokenBatch;
import minitron.model.Weight;
import minitron.tensor.Precision;
import minitron.train.NextToken;
import minitron.train.Run;
import minitron.train.StepRecord;
import minitron.train.TrainOptions;
import minitron.train.Trainer;

/** The recipe of TinyWorld's own teacher, and of controls with fewer layers. */
public final class TinyTeacher {
  /** The longest input of the teacher, tokens. */
  public static final int WINDOW = 256;

  private static final long SEED = 1;
  private static final double EMBEDDING = 0.1;
  private static final int EVERY = 100;

  private TinyTeacher() {}

  /** How the committed teacher was trained. */
  public static TrainOptions options() {
    return TrainOptions.DEFAULT
        .tokens(30_000_000)
        .learningRate(1e-3)
        .warmUp(100)
        .batch(4)
        .length(128)
        .precision(Precision.BF16);
  }

  /**
   * An untrained teacher.
   *
   * @param home the folder of its tokenizer
   */
  public static CausalLm fresh(String home, int layers) {
    ModelConfig config = config(home, layers);
    Map<String, Weight> weights = new LinkedHashMap<>();
    long seed = SEED;
    for (Map.Entry<String, Shape> tensor : ParameterShapes.of(config).entrySet()) {
      weights.put(tensor.getKey(), weight(tensor.getKey(), tensor.getValue(), layers, seed++));
    }
    return new CausalLm(config, weights, Path.of(home));
  }

  /** Trains on the original register, from the easy stories to the hard ones. */
  public static Run train(CausalLm start, TrainOptions options) {
    try (Tokenizer tokenizer = Tokenizer.of(start.home())) {
      var stories = new Stories(Register.ORIGINAL, TinyWorld.TRAINING_SEED);
      var lessons = new Lessons(stories, tokenizer, options.tokens());
      var trainer =
          new Trainer(
              "TinyWorld's lessons to " + start.config(),
              start,
              new NextToken(),
              step -> new TokenBatch(lessons.rows(step, options.batch(), options.length())),
              options);
      return Watch.with("Training", "tokens", progress -> trainer.run(null, progress));
    }
  }

  /** The curve as CSV, a line for every hundred steps with their mean loss. */
  public static String curve(Run run) {
    StringBuilder csv = new StringBuilder("step,tokens,loss,learning_rate\n");
    double sum = 0;
    for (StepRecord step : run.steps()) {
      sum += step.loss();
      if (step.step() % EVERY == 0) {
        csv.append(
            String.format(
                Locale.ROOT,
                "%d,%d,%.4f,%.3e%n",
                step.step(),
                step.tokens(),
                sum / EVERY,
                step.learningRate()));
        sum = 0;
      }
    }
    return csv.toString();
  }

  private static ModelConfig config(String home, int layers) {
    JsonObject json = new JsonObject();
    JsonArray architectures = new JsonArray();
    architectures.add("LlamaForCausalLM");
    json.add("architectures", architectures);
    json.addProperty("model_type", "llama");
    json.addProperty("hidden_act", "silu");
    try (Tokenizer tokenizer = Tokenizer.of(Path.of(home))) {
      json.addProperty("vocab_size", tokenizer.size());
    }
    json.addProperty("hidden_size", 128);
    json.addProperty("intermediate_size", 352);
    json.addProperty("num_hidden_layers", layers);
    json.addProperty("num_attention_heads", 8);
    json.addProperty("num_key_value_heads", 4);
    json.addProperty("head_dim", 16);
    json.addProperty("max_position_embeddings", WINDOW);
    json.addProperty("rms_norm_eps", 1e-5);
    // A small base: within 256 tokens most of the 16 channels of a head then tell places apart.
    json.addProperty("rope_theta", 256.0);
    json.addProperty("tie_word_embeddings", true);
    json.addProperty("initializer_range", 0.02);
    json.addProperty("dtype", "float32");
    return ModelConfig.of("config.json", json);
  }

  /** Fan-in scaled, and smaller where a layer adds to the stream (GPT-2's rule). */
  private static Weight weight(String name, Shape shape, int layers, long seed) {
    if (shape.dimension() == 1) {
      return Weight.constant(Dtype.F32, shape, 1);
    }
    boolean adds = name.endsWith("o_proj.weight") || name.endsWith("down_proj.weight");
    double fanIn = 1 / Math.sqrt((double) shape.get(1));
    double deviation =
        name.startsWith("model.embed") ? EMBEDDING : adds ? fanIn / Math.sqrt(2.0 * layers) : fanIn;
    return Weight.normal(Dtype.F32, shape, deviation, seed);
  }
}
