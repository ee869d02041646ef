package minitron.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.stream.IntStream;
import minitron.tensor.Kernels;

/**
 * The angles of rotary positions.
 *
 * @param cosT1D cosines (T, 1, D), both halves of the channels alike
 * @param sinT1D sines (T, 1, D)
 */
public record Rope(NDArray cosT1D, NDArray sinT1D) {
  /** Angles of positions 0 … time − 1. */
  public static Rope of(ModelConfig config, int time, NDManager manager) {
    return at(config, IntStream.range(0, time).toArray(), manager);
  }

  /**
   * Angles of positions that begin anew in each part of a row.
   *
   * @param bounds where each part begins, and where the last ends
   */
  static Rope inParts(ModelConfig config, long[] bounds, Kernels k) {
    var positions = new long[Math.toIntExact(bounds[bounds.length - 1])];
    int longest = 0;
    for (int i = 1; i < bounds.length; i++) {
      for (long t = bounds[i - 1]; t < bounds[i]; t++) {
        positions[(int) t] = t - bounds[i - 1];
      }
      longest = Math.max(longest, (int) (bounds[i] - bounds[i - 1]));
    }
    Rope once = of(config, longest, k.out());
    NDArray positionsN = k.out().create(positions);
    return new Rope(
        k.rows(once.cosT1D, positionsN).expandDims(1),
        k.rows(once.sinT1D, positionsN).expandDims(1));
  }

  /** Angles as transformers computes them: position × inverse frequency in float32. */
  public static Rope at(ModelConfig config, int[] positions, NDManager manager) {
    float[] inverse = config.rope().inverseFrequencies(config.headDim());
    int half = inverse.length;
    var cos = new float[positions.length * half * 2];
    var sin = new float[cos.length];
    for (int t = 0; t < positions.length; t++) {
      for (int i = 0; i < half; i++) {
        float angle = positions[t] * inverse[i];
        int at = t * half * 2 + i;
        cos[at] = cos[at + half] = (float) Math.cos(angle);
        sin[at] = sin[at + half] = (float) Math.sin(angle);
      }
    }
    var shape = new Shape(positions.length, 1, config.headDim());
    return new Rope(manager.create(cos, shape), manager.create(sin, shape));
  }
}
