package minitron.tinyworld;

import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import minitron.checkpoint.Weight;
import minitron.host.Watch;
import minitron.model.CausalLm;
import minitron.model.LlamaFamily;
import minitron.model.ModelConfig;
import minitron.model.ParameterShapes;
import minitron.model.TokenBatch;
import minitron.tensor.AdamW;
import minitron.tensor.Precision;
import minitron.text.Tokenizer;
import minitron.tinyworld.words.Register;
import minitron.train.NextToken;
import minitron.train.Run;
import minitron.train.TrainOptions;
import minitron.train.Trainer;
import minitron.train.state.TrainingStates;

/**
 * The recipe of TinyWorld's own teacher: three layers learn the stories without links, then all
 * layers, grown from them, learn the rest, and at last letters. A control keeps the three.
 */
public final class TinyTeacher {
  /** The longest input of the teacher, tokens. */
  public static final int WINDOW = 256;

  private static final int FIRST_LAYERS = 3;
  private static final long SEED = 1;
  private static final double RATE = 1e-3;

  // With 0.95 for the squares, as in the paper's runs, links came late or not at all.
  private static final AdamW ADAM = new AdamW(0.9, 0.999, 1e-8, 0);
  private static final int BATCH = 4;
  private static final int LENGTH = 128;

  private TinyTeacher() {}

  /**
   * How much is trained, and where the state is kept.
   *
   * @param layers of the teacher
   * @param first tokens of the first part, without links
   * @param rest tokens of the second, with ever longer chains
   * @param checkpoints the folder for the training states, from the last of which training goes on
   */
  public record Plan(int layers, long first, long rest, Optional<Path> checkpoints) {
    private Optional<Path> states(String part) {
      return checkpoints.map(all -> all.resolve(part));
    }
  }

  /** What was trained: both parts, the second with the teacher itself. */
  public record Trained(Run first, Run rest) {}

  /**
   * Trains a teacher on the original register.
   *
   * @param home the folder of its tokenizer
   */
  public static Trained train(String home, Plan plan) {
    Run first = first(home, plan);
    if (!first.finished()) {
      return new Trained(first, first);
    }
    CausalLm grown = grown(first.model(), plan.layers());
    List<Long> longer = List.of(0L, plan.rest() / 10, plan.rest() / 5);
    Stories stories = new Stories(Register.ORIGINAL, TinyWorld.TRAINING_SEED + 100);
    Lessons lessons = new Lessons(stories, Tokenizer.of(Path.of(home)), longer);
    TrainOptions options = options(plan.rest(), RATE / 10, plan.states("rest"));
    return new Trained(first, part("Long chains", grown, lessons, lessons::rows, options));
  }

  /**
   * Trains a teacher further, so that it can answer with letters.
   *
   * @param checkpoints the folder for the training states, from the last of which training goes on
   */
  public static Run letters(CausalLm teacher, long tokens, Optional<Path> checkpoints) {
    Stories stories = new Stories(Register.ORIGINAL, TinyWorld.TRAINING_SEED + 200);
    Letters lessons = new Letters(stories, Tokenizer.of(teacher.home()));
    TrainOptions options = options(tokens, RATE / 10, checkpoints);
    return part("Letters", teacher, lessons, lessons::rows, options);
  }

  /**
   * The first steps of the training alone, the same as those of the whole.
   *
   * @param home the folder of its tokenizer
   */
  public static Run start(String home, long steps) {
    return first(home, new Plan(FIRST_LAYERS, steps * BATCH * LENGTH, 0, Optional.empty()));
  }

  private static Run first(String home, Plan plan) {
    Tokenizer tokenizer = Tokenizer.of(Path.of(home));
    Stories stories = new Stories(Register.ORIGINAL, TinyWorld.TRAINING_SEED);
    Lessons lessons = new Lessons(stories, tokenizer, List.of());
    TrainOptions options = options(plan.first(), RATE, plan.states("first"));
    try (CausalLm start = fresh(home, tokenizer.size())) {
      return part("No chains", start, lessons, lessons::rows, options);
    }
  }

  /** The rows of a step, which depend on its number alone. */
  private interface Rows {
    int[][] of(long step, int batch, int length);
  }

  private static Run part(
      String task, CausalLm start, Record lessons, Rows rows, TrainOptions options) {
    var trainer =
        new Trainer(
            Map.of("corpus", lessons.toString(), "model", start.config().toString()),
            start,
            new NextToken(),
            step -> new TokenBatch(rows.of(step, BATCH, LENGTH)),
            options);
    return Watch.training(
        task, options.tokens(), progress -> trainer.run(List.of(), progress), Run::finished);
  }

  private static TrainOptions options(long tokens, double end, Optional<Path> states) {
    TrainOptions options =
        TrainOptions.DEFAULT
            .tokens(tokens)
            .learningRate(RATE)
            .minLearningRate(end)
            .warmUp(100)
            .batch(BATCH)
            .length(LENGTH)
            .adam(ADAM)
            .precision(Precision.F32);
    return states
        .map(folder -> options.checkpoints(new TrainingStates(folder, 1000, true)))
        .orElse(options);
  }

  /** An untrained model of three layers. */
  private static CausalLm fresh(String home, int vocabulary) {
    ModelConfig config = config(vocabulary, FIRST_LAYERS);
    Map<String, Weight> weights = new LinkedHashMap<>();
    long seed = SEED;
    for (Map.Entry<String, Shape> tensor : ParameterShapes.of(config).entrySet()) {
      weights.put(
          tensor.getKey(),
          TinyWeights.fresh(tensor.getKey(), tensor.getValue(), FIRST_LAYERS, seed++));
    }
    return new CausalLm(config, weights, Path.of(home));
  }

  /**
   * The model with more layers: copies of its own in turn, which add nothing to the stream yet, so
   * that it computes what it did. Copies know how to look things up, and so learn the next link.
   */
  private static CausalLm grown(CausalLm small, int layers) {
    ModelConfig config = config(small.config().vocabSize(), layers);
    Map<String, Weight> weights = new LinkedHashMap<>();
    for (Map.Entry<String, Shape> tensor : ParameterShapes.of(config).entrySet()) {
      String name = tensor.getKey();
      Weight own = small.weights().get(name);
      weights.put(name, own != null ? own : TinyWeights.copy(small, name, tensor.getValue()));
    }
    return small.with(config, weights);
  }

  private static ModelConfig config(int vocabulary, int layers) {
    // A small rope_theta: within 256 tokens most channels of a head then tell places apart.
    String json =
        String.format(
            Locale.ROOT,
            """
            {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_act": "silu",
             "vocab_size": %d, "hidden_size": 128, "intermediate_size": 256, "num_hidden_layers": %d,
             "num_attention_heads": 8, "num_key_value_heads": 4, "head_dim": 32,
             "max_position_embeddings": %d, "rms_norm_eps": 1.0E-5, "rope_theta": 256.0,
             "tie_word_embeddings": true, "initializer_range": 0.02,
             "bos_token_id": null, "eos_token_id": 0, "dtype": "float32"}
            """,
            vocabulary,
            layers,
            WINDOW);
    return LlamaFamily.read("config.json", JsonParser.parseString(json).getAsJsonObject());
  }
}
