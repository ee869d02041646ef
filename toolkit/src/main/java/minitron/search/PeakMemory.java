package minitron.search;

import java.util.LinkedHashMap;
import java.util.Map;
import minitron.checkpoint.Dtype;
import minitron.model.ModelConfig;
import minitron.model.ParameterShapes;
import minitron.tensor.Precision;
import minitron.tensor.Storage;

/**
 * What work on a model holds at its peak, by the config alone, as the kernels hold it. On a CPU the
 * weights of a model that is only read lie in their file, which is not counted: the system gives
 * that memory back when it is needed. On a GPU they are there as they are stored.
 *
 * @param gpu whether it is the memory of a GPU
 * @param precision of matrix products
 * @param batch samples at once
 * @param length tokens of each
 */
public record PeakMemory(boolean gpu, Precision precision, int batch, int length) {
  /** The part that is there before any work. */
  public static final String PROCESS = "Java and libtorch";

  private static final String WEIGHTS = "weights";
  private static final String GRADIENTS = "gradients";
  private static final String MOMENTS = "moments";
  private static final String ACTIVATIONS = "activations";
  private static final String LOSS = "head and loss";

  private static final double MB = 1e6;

  /**
   * How much more a process has than it holds, since an allocator keeps what was freed between
   * arrays of other sizes: measured with 135 million to 1.2 billion parameters. glibc gives larger
   * arrays than this back at once.
   */
  private static final double GIVEN_BACK = 32 * MB;

  private static final double FORWARD = 2.5;
  private static final double LOOKING = 3.1;
  private static final double TRAINING = 1.4;
  private static final double ON_GPU = 1.1;

  /** Up to so many numbers, a model that is read is widened to float32. */
  private static final long WIDENED = 32L << 20;

  private double kept(double bytes, double factor) {
    return bytes * (gpu ? ON_GPU : factor);
  }

  /** Logits of a chunk of tokens in float32, of which two arrays are held side by side. */
  private double logits(ModelConfig m, int chunks, double factor) {
    double chunk = (gpu ? 256 : 16) * chunks * MB;
    double each = Math.min(chunk, tokens() * m.vocabSize() * Float.BYTES);
    return kept(2 * each, each > GIVEN_BACK ? 1 : factor);
  }

  /** Scoring: the LM loss of a batch. */
  public Need score(ModelConfig m) {
    Map<String, Double> parts = read(m);
    parts.put(ACTIVATIONS, kept(tokens() * layer(m), FORWARD));
    // The chunks are larger where each casts the head anew.
    boolean casts = !gpu && !isRead(m) && precision == Precision.F32;
    parts.put(LOSS, logits(m, casts ? 8 : 1, FORWARD) + castHead(m));
    return new Need("score", parts);
  }

  /** Importance on every axis: what a layer is looked at for stays until it was looked at. */
  public Need importance(ModelConfig m) {
    Map<String, Double> parts = read(m);
    double widest = Math.max(m.intermediateSize(), m.hiddenSize());
    double seen = bytes() * (2.0 * m.hiddenSize() + m.attentionSize() + m.intermediateSize());
    double all = tokens() * (layer(m) + seen + 2 * Float.BYTES * widest);
    parts.put(ACTIVATIONS, kept(all, LOOKING));
    return new Need("importance", parts);
  }

  /** Trimming or dropping: some windows of a file. */
  public Need trim() {
    Map<String, Double> parts = process();
    parts.put(WEIGHTS, gpu ? 0 : 30 * MB);
    return new Need("trim", parts);
  }

  /** A step of distillation. */
  public Need distill(
      ModelConfig teacher, ModelConfig student, Storage storage, boolean recompute) {
    Need learning = train(student, storage, recompute);
    Map<String, Double> parts = new LinkedHashMap<>(learning.parts());
    parts.merge(WEIGHTS, readBytes(teacher), Double::sum);
    double heard = tokens() * bytes() * teacher.hiddenSize();
    double listening = kept(tokens() * layer(teacher), FORWARD);
    // The teacher is done before the student begins.
    double both = Math.max(listening, heard + learning.part(ACTIVATIONS));
    parts.put(ACTIVATIONS, both);
    parts.merge(LOSS, logits(student, 1, TRAINING), Double::sum);
    return new Need("distill", parts);
  }

  /** A step of training on the next token. */
  public Need train(ModelConfig m, Storage storage, boolean recompute) {
    double matrices = matrices(m);
    double vectors = (double) ParameterShapes.count(m) - matrices;
    double type = storage.master() == Precision.F32 ? Float.BYTES : Short.BYTES;
    double moment = gpu && storage.onHost() ? 0 : storage.moments().bytes();
    double table = (double) m.vocabSize() * m.hiddenSize();
    double kept = tokens() * (recompute ? Float.BYTES * m.hiddenSize() : keptOfLayer(m));
    double oneLayer = tokens() * ((recompute ? keptOfLayer(m) : 0) + back(m));
    Map<String, Double> parts = process();
    parts.put(WEIGHTS, type * matrices + Float.BYTES * vectors);
    parts.put(MOMENTS, 2 * (moment * matrices + Float.BYTES * vectors));
    parts.put(GRADIENTS, type * matrices + Float.BYTES * vectors);
    parts.put(ACTIVATIONS, kept(m.numHiddenLayers() * kept + oneLayer, TRAINING));
    // The gradient of the embedding is computed in float32, and a head of another type is cast.
    double cast = storage.master() == precision ? 0 : bytes() * table;
    double narrow = type < Float.BYTES ? type * table : 0;
    parts.put(LOSS, logits(m, 1, TRAINING) + Float.BYTES * table + Math.max(cast, narrow));
    return new Need("correct", parts);
  }

  private double tokens() {
    return (double) batch * length;
  }

  /** Bytes of a number in a matrix product. */
  private int bytes() {
    return precision == Precision.F32 ? Float.BYTES : Short.BYTES;
  }

  private static double matrices(ModelConfig m) {
    return ParameterShapes.of(m).values().stream()
        .filter(shape -> shape.dimension() > 1)
        .mapToDouble(shape -> shape.size())
        .sum();
  }

  private Map<String, Double> process() {
    Map<String, Double> parts = new LinkedHashMap<>();
    parts.put(PROCESS, (gpu ? 600 : 170) * MB);
    return parts;
  }

  private Map<String, Double> read(ModelConfig m) {
    Map<String, Double> parts = process();
    parts.put(WEIGHTS, readBytes(m));
    return parts;
  }

  /** Whether its weights are float32 in memory when they are read. */
  private static boolean isRead(ModelConfig m) {
    return ParameterShapes.count(m) <= WIDENED || m.dtype() == Dtype.F32;
  }

  private double readBytes(ModelConfig m) {
    double count = ParameterShapes.count(m);
    if (count <= WIDENED) {
      return Float.BYTES * count;
    }
    return gpu ? m.dtype().size() * count : Float.BYTES * (count - matrices(m));
  }

  /** A copy of the head in the precision, where it is stored in a wider type. */
  private double castHead(ModelConfig m) {
    boolean wider = m.dtype().size() > bytes();
    return wider ? bytes() * (double) m.vocabSize() * m.hiddenSize() : 0;
  }

  /** Bytes a token that a layer holds on the way forward, with the streams before and after it. */
  private double layer(ModelConfig m) {
    double p = bytes();
    double hidden = m.hiddenSize();
    double stream = 2 * Float.BYTES * hidden;
    double attention = p * (hidden + 6.0 * m.attentionSize() + 2.0 * m.keyValueSize());
    double mlp = Float.BYTES * hidden + p * (2 * hidden + 2.0 * m.intermediateSize());
    return stream + Math.max(attention, mlp);
  }

  /** Bytes a token that a layer keeps for the way back. */
  private double keptOfLayer(ModelConfig m) {
    double numbers = 2.0 * m.attentionSize() + 2.0 * m.keyValueSize() + 2.0 * m.intermediateSize();
    return Float.BYTES * (2.0 * m.hiddenSize() + 2) + bytes() * numbers;
  }

  /** Bytes a token on a layer's way back beside that. */
  private double back(ModelConfig m) {
    return 3.0 * Float.BYTES * m.hiddenSize()
        + bytes() * (2.0 * m.hiddenSize() + 5.0 * m.intermediateSize());
  }
}
