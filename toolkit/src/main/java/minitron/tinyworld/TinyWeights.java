package minitron.tinyworld;

import ai.djl.ndarray.types.Shape;
import minitron.checkpoint.Dtype;
import minitron.checkpoint.Weight;
import minitron.model.CausalLm;

/** The initial weights of TinyWorld's teacher. */
final class TinyWeights {
  private static final double EMBEDDING = 0.1;

  private TinyWeights() {}

  /** Normal, scaled by fan-in; smaller where a layer adds to the residual stream, as in GPT-2. */
  static Weight fresh(String name, Shape shape, int layers, long seed) {
    if (shape.dimension() == 1) {
      return Weight.constant(Dtype.F32, shape, 1);
    }
    double fanIn = 1 / Math.sqrt((double) shape.get(1));
    double deviation = adds(name) ? fanIn / Math.sqrt(2.0 * layers) : fanIn;
    return Weight.normal(
        Dtype.F32, shape, name.startsWith("model.embed") ? EMBEDDING : deviation, seed);
  }

  /** The weight of a new layer: a copy of another layer, but its output is 0. */
  static Weight copy(CausalLm small, String name, Shape shape) {
    if (adds(name)) {
      return Weight.constant(Dtype.F32, shape, 0);
    }
    String[] parts = name.split("\\.", 4);
    int layer = Integer.parseInt(parts[2]) % small.config().numHiddenLayers();
    return small.weights().get("model.layers." + layer + "." + parts[3]);
  }

  private static boolean adds(String name) {
    return name.endsWith("o_proj.weight") || name.endsWith("down_proj.weight");
  }
}
