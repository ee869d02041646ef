package minitron.prune;

import static minitron.io.Messages.quote;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minitron.checkpoint.ArrayFile;
import minitron.checkpoint.Dtype;
import minitron.checkpoint.SafetensorsFile;
import minitron.checkpoint.SafetensorsHeader.Entry;
import minitron.io.NewFile;
import minitron.tensor.Engines;

/**
 * Width scores as a safetensors file: {@code importance.hidden}, {@code importance.mlp.i} and
 * {@code importance.heads.i}, layers from 0, float32, and in the metadata what they were taken on.
 * Trimming by scores that were read again gives the same bytes.
 */
public final class ScoresFile {
  private static final String HIDDEN = "importance.hidden";
  private static final String MLP = "importance.mlp.";
  private static final String HEADS = "importance.heads.";

  /** More than twice as many scores as the largest model of the Llama family has, in bytes. */
  private static final long LARGEST = 64L << 20;

  private ScoresFile() {}

  /** Writes scores to a new file. */
  public static void write(WidthScores scores, Path file) {
    try (NDManager manager = Engines.manager()) {
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      arrays.put(HIDDEN, array(manager, scores.hidden()));
      for (int i = 0; i < scores.mlp().size(); i++) {
        arrays.put(MLP + i, array(manager, scores.mlp().get(i)));
        arrays.put(HEADS + i, array(manager, scores.heads().get(i)));
      }
      NewFile.write(file, partial -> ArrayFile.write(partial, arrays, ScoresMetadata.of(scores)));
    }
  }

  private static NDArray array(NDManager manager, List<Float> values) {
    var array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return manager.create(array);
  }

  /**
   * Reads scores. Those of a file that does not say what they were taken on, as older ones, trim no
   * model unless {@link WidthScores#forAnyModel} is said.
   *
   * @throws IllegalArgumentException if the file is missing, holds something else or is damaged
   */
  public static WidthScores read(Path file) {
    SafetensorsFile opened = SafetensorsFile.open(file);
    if (!opened.entries().containsKey(HIDDEN)) {
      throw new IllegalArgumentException(
          file + " holds no importance scores: it has no tensor " + HIDDEN + ".");
    }
    try {
      return read(opened);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s is no whole file of importance scores: %s; save them again."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static WidthScores read(SafetensorsFile file) {
    Map<String, Entry> left = new LinkedHashMap<>(file.entries());
    if (left.values().stream().mapToLong(Entry::size).sum() > LARGEST) {
      throw new IllegalArgumentException(
          "it has more than %d scores, and no model has so many".formatted(LARGEST / Float.BYTES));
    }
    List<Float> hidden = take(file, left, HIDDEN);
    List<List<Float>> mlp = new ArrayList<>();
    List<List<Float>> heads = new ArrayList<>();
    while (mlp.isEmpty() || left.containsKey(MLP + mlp.size())) {
      mlp.add(take(file, left, MLP + mlp.size()));
      heads.add(take(file, left, HEADS + heads.size()));
    }
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(
          "the tensor %s has no place".formatted(quote(left.keySet().iterator().next())));
    }
    return ScoresMetadata.read(file.metadata().orElse(Map.of()), hidden, mlp, heads);
  }

  private static List<Float> take(SafetensorsFile file, Map<String, Entry> left, String name) {
    Entry entry = left.remove(name);
    if (entry == null) {
      throw new IllegalArgumentException("the tensor " + name + " is missing");
    }
    if (entry.dtype() != Dtype.F32 || entry.shape().dimension() != 1 || entry.size() == 0) {
      throw new IllegalArgumentException(
          "the tensor %s is %s of shape %s, and must be F32 of one side that is not 0"
              .formatted(name, entry.dtype(), quote(entry.shape().toString())));
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) entry.size()).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer floats = file.read(entry, 0, bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    List<Float> scores = new ArrayList<>(floats.remaining());
    while (floats.hasRemaining()) {
      float score = floats.get();
      if (!Float.isFinite(score)) {
        throw new IllegalArgumentException("the tensor " + name + " holds the score " + score);
      }
      scores.add(score);
    }
    return scores;
  }
}
