package minitron.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import minitron.checkpoint.Weight;
import minitron.tensor.ArrayOwner;
import minitron.tensor.Precision;

/**
 * The weights of a model as arrays on the device; they live as long as anybody holds one of them,
 * or until closed.
 *
 * @param owner their owner
 * @param arrays by Hugging Face name, in the model's order; a tied head is not there twice
 */
public record Parameters(ArrayOwner owner, Map<String, NDArray> arrays) implements AutoCloseable {
  /** A model of at most so many numbers is widened: 128 MB of float32. */
  private static final long WIDENED = 32L << 20;

  /** Reads all weights into new float32 arrays. */
  static Parameters load(Map<String, Weight> weights) {
    return of(weights, Weight::load);
  }

  /** Reads all weights into new arrays to train: matrices of a type, the rest float32. */
  static Parameters load(Map<String, Weight> weights, Precision master) {
    return of(
        weights,
        (weight, into) -> isMatrix(weight) ? weight.load(into, master.code()) : weight.load(into));
  }

  /**
   * The weights of a model that is only read. Of a small one they are widened to float32 once,
   * since casting them in every pass costs more; of a large one the matrices stay in the type and,
   * where that can be, in the file that they are stored in.
   */
  static Parameters held(Map<String, Weight> weights) {
    if (areFew(weights)) {
      return load(weights);
    }
    return of(weights, (weight, into) -> isMatrix(weight) ? weight.hold(into) : weight.load(into));
  }

  /** Whether another copy of the weights costs little: 128 MB at the most. */
  public static boolean areFew(Map<String, Weight> weights) {
    return weights.values().stream().mapToLong(weight -> weight.shape().size()).sum() <= WIDENED;
  }

  private static boolean isMatrix(Weight weight) {
    return weight.shape().dimension() > 1;
  }

  private static Parameters of(
      Map<String, Weight> weights, BiFunction<Weight, NDManager, NDArray> read) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    ArrayOwner owner =
        ArrayOwner.of(
            manager ->
                weights.forEach((name, weight) -> arrays.put(name, read.apply(weight, manager))));
    return new Parameters(owner, arrays);
  }

  /** The forward pass over them, in float32. */
  public Decoder decoder(ModelConfig config) {
    return decoder(config, Precision.F32);
  }

  /**
   * The forward pass over them.
   *
   * @param precision what products are computed in where the model is only read
   */
  Decoder decoder(ModelConfig config, Precision precision) {
    NDArray embedding = arrays.get(ParameterShapes.EMBEDDING);
    return new Decoder(
        config,
        embedding,
        IntStream.range(0, config.numHiddenLayers())
            .mapToObj(i -> Layer.of(arrays, i, config.slidingWindow().of(i)))
            .toList(),
        arrays.get("model.norm.weight"),
        config.tieWordEmbeddings() ? embedding : arrays.get(ParameterShapes.HEAD),
        precision);
  }

  /** The arrays in the model's order. */
  public NDList list() {
    return new NDList(arrays.values());
  }

  @Override
  public void close() {
    owner.close();
  }
}
