package minitron;

import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import minitron.checkpoint.Dtype;
import minitron.checkpoint.ShardWriter;
import minitron.checkpoint.TensorSource;
import minitron.model.Checkpoints;
import minitron.model.LlamaFamily;
import minitron.model.ModelConfig;
import minitron.model.ParameterShapes;

/**
 * Checkpoints with the shapes of real models and random bfloat16 weights, written as they are
 * drawn: {@code RealShapes CONFIG FOLDER} makes a folder from a config.json of any size in a few
 * megabytes.
 */
public final class RealShapes {
  /** Of a weight: bfloat16 numbers of a normal distribution, taken again and again. */
  private static final int DRAWN = 1 << 16;

  private static final long SHARD = 5_000_000_000L;
  private static final int WINDOW = 4 << 20;

  private RealShapes() {}

  /** Writes a checkpoint. */
  public static void main(String[] args) throws IOException {
    write(Checkpoints.readConfig(Path.of(args[0])), Path.of(args[1]));
  }

  /** The shape of SmolLM2-135M. */
  static ModelConfig smolLm2() {
    var json = new JsonObject();
    json.addProperty("model_type", "llama");
    json.addProperty("vocab_size", 49_152);
    json.addProperty("hidden_size", 576);
    json.addProperty("intermediate_size", 1536);
    json.addProperty("num_hidden_layers", 30);
    json.addProperty("num_attention_heads", 9);
    json.addProperty("num_key_value_heads", 3);
    json.addProperty("max_position_embeddings", 8192);
    json.addProperty("rope_theta", 100_000);
    json.addProperty("tie_word_embeddings", true);
    return LlamaFamily.read("SmolLM2-135M", json);
  }

  /** A checkpoint without a tokenizer in a new folder; the same config gives the same bytes. */
  public static void write(ModelConfig config, Path folder) throws IOException {
    Map<String, TensorSource> weights = new LinkedHashMap<>();
    ParameterShapes.of(config)
        .forEach((name, shape) -> weights.put(name, new Drawn(shape, name.hashCode())));
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("config.json"), config.withDtype(Dtype.BF16).toJson().toString());
    ShardWriter.write(folder, weights, Map.of("format", "pt"), SHARD);
  }

  /** Norms are 1; everything else is drawn with a deviation of 0.02. */
  private record Drawn(Shape shape, long seed) implements TensorSource {
    @Override
    public Dtype dtype() {
      return Dtype.BF16;
    }

    @Override
    public void writeTo(Sink sink) throws IOException {
      var random = new Random(seed);
      var numbers = new short[DRAWN];
      for (int i = 0; i < DRAWN; i++) {
        float value = shape.dimension() == 1 ? 1 : (float) (0.02 * random.nextGaussian());
        numbers[i] = (short) (Float.floatToIntBits(value) >>> 16);
      }
      ByteBuffer window = ByteBuffer.allocateDirect(WINDOW).order(ByteOrder.LITTLE_ENDIAN);
      long state = seed | 1;
      for (long left = shape.size(); left > 0; ) {
        int count = (int) Math.min(left, WINDOW / Short.BYTES);
        window.clear();
        for (int i = 0; i < count; i++) {
          state = state * 6364136223846793005L + 1442695040888963407L;
          window.putShort(numbers[(int) (state >>> 48)]);
        }
        sink.write(window.flip());
        left -= count;
      }
    }
  }
}
