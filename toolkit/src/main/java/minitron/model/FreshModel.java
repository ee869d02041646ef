package minitron.model;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import minitron.checkpoint.Weight;

/** Models with random weights: where training from scratch begins, and the random base line. */
public final class FreshModel {
  private FreshModel() {}

  /**
   * A model of an architecture with weights drawn from normal(0, initializer_range), norms of 1 and
   * biases of 0; the same seed gives the same values.
   *
   * @param home the folder with the tokenizer's files, or null
   */
  public static CausalLm of(ModelConfig config, long seed, Path home) {
    Map<String, Weight> weights = new LinkedHashMap<>();
    long each = seed;
    for (Map.Entry<String, Shape> tensor : ParameterShapes.of(config).entrySet()) {
      each = each * 6364136223846793005L + 1442695040888963407L;
      weights.put(tensor.getKey(), weight(config, tensor.getKey(), tensor.getValue(), each));
    }
    return new CausalLm(config, weights, home);
  }

  private static Weight weight(ModelConfig config, String name, Shape shape, long seed) {
    if (name.endsWith(".bias")) {
      return Weight.constant(config.dtype(), shape, 0);
    }
    return shape.dimension() == 1
        ? Weight.constant(config.dtype(), shape, 1)
        : Weight.normal(config.dtype(), shape, config.initializerRange(), seed);
  }
}
