package minitron.prune;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import minitron.checkpoint.ArrayFile;
import minitron.io.NewFile;
import minitron.runs.Ending;
import minitron.tensor.Engines;

/**
 * Width scores as a safetensors file: {@code importance.hidden}, {@code importance.mlp.i} and
 * {@code importance.heads.i}, layers from 0, float32. Trimming by scores that were read again gives
 * the same bytes.
 */
public final class ScoresFile {
  private static final String HIDDEN = "importance.hidden";
  private static final String MLP = "importance.mlp.";
  private static final String HEADS = "importance.heads.";

  private static final String ORIGIN = "origin";
  private static final String PART = "part";

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
      NewFile.write(file, partial -> ArrayFile.write(partial, arrays, metadata(scores)));
    }
  }

  private static Map<String, String> metadata(WidthScores scores) {
    return scores.ending().whole()
        ? Map.of(ORIGIN, scores.origin())
        : Map.of(ORIGIN, scores.origin(), PART, scores.ending().text());
  }

  private static NDArray array(NDManager manager, List<Float> values) {
    var array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return manager.create(array);
  }

  /**
   * Reads scores.
   *
   * @throws IllegalArgumentException if the file is missing or holds something else
   */
  public static WidthScores read(Path file) {
    try (NDManager manager = Engines.manager()) {
      Map<String, NDArray> arrays = ArrayFile.read(file, manager);
      if (!arrays.containsKey(HIDDEN)) {
        throw new IllegalArgumentException(
            file + " holds no importance scores: it has no tensor " + HIDDEN + ".");
      }
      List<List<Float>> mlp = new ArrayList<>();
      List<List<Float>> heads = new ArrayList<>();
      for (int i = 0; arrays.containsKey(MLP + i) && arrays.containsKey(HEADS + i); i++) {
        mlp.add(floats(arrays.get(MLP + i)));
        heads.add(floats(arrays.get(HEADS + i)));
      }
      Map<String, String> about = ArrayFile.metadata(file);
      return new WidthScores(
          floats(arrays.get(HIDDEN)),
          mlp,
          heads,
          about.getOrDefault(ORIGIN, "read from a file"),
          about.containsKey(PART) ? Ending.part(about.get(PART)) : Ending.WHOLE);
    }
  }

  private static List<Float> floats(NDArray array) {
    float[] values = array.toFloatArray();
    return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
  }
}
