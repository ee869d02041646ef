package minitron.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import minitron.checkpoint.ArrayFile;
import minitron.io.NewFolder;
import minitron.model.Parameters;
import minitron.tensor.Copies;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;

/**
 * The whole state of a run after a step: {@code state.json} (what it is, the step, the curve) and
 * {@code arrays.safetensors} (weights, AdamW's means and squares). The schedule, the data's order
 * and so all randomness follow from the options and the step.
 *
 * @param what the run and its options, which a resumed run must repeat
 * @param step updates done
 */
record TrainState(String what, long step, List<StepRecord> steps, List<Validation> validations) {
  private static final int KEPT = 2;
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  TrainState(Trainer run, long step, List<StepRecord> steps, List<Validation> validations) {
    this(what(run), step, List.copyOf(steps), List.copyOf(validations));
  }

  private static String what(Trainer run) {
    return run.what() + "; " + run.options().identity();
  }

  /** Writes the state beside the others and then deletes the oldest. */
  void save(CheckpointPlan plan, Trainer run, Parameters parameters, Optimizer optimizer) {
    Path folder = plan.folder().resolve(String.format(Locale.ROOT, "step-%08d", step));
    if (Files.exists(folder)) {
      return;
    }
    NewFolder.write(
        folder,
        partial -> {
          Map<String, NDArray> arrays = arrays(run, parameters, optimizer);
          ArrayFile.write(partial.resolve("arrays.safetensors"), arrays, Map.of("format", "pt"));
          Files.writeString(partial.resolve("state.json"), GSON.toJson(this));
        });
    List<Path> all = saved(plan);
    all.subList(0, Math.max(0, all.size() - KEPT)).forEach(NewFolder::delete);
  }

  /** Refuses a folder with states of an earlier run, which a new one would mix with its own. */
  static void checkUnused(CheckpointPlan plan) {
    if (!saved(plan).isEmpty()) {
      throw new IllegalArgumentException(
          plan.folder() + " holds states of an earlier run: resume it, or name another folder.");
    }
  }

  private static Map<String, NDArray> arrays(
      Trainer run, Parameters parameters, Optimizer optimizer) {
    Map<String, NDArray> arrays = new LinkedHashMap<>(optimizer.state("", parameters));
    arrays.putAll(run.objective().state());
    return arrays;
  }

  /**
   * Brings the last state back into the arrays of a run; the start, if there is none yet.
   *
   * @throws IllegalArgumentException if the state is of another run
   */
  static TrainState restore(
      CheckpointPlan plan, Trainer run, Parameters parameters, Optimizer optimizer) {
    List<Path> all = saved(plan);
    if (all.isEmpty()) {
      return new TrainState(run, 0, List.of(), List.of());
    }
    Path folder = all.get(all.size() - 1);
    TrainState state = read(folder.resolve("state.json"));
    if (state == null || state.what == null || state.steps == null || state.validations == null) {
      throw incomplete(folder);
    }
    if (!state.what.equals(what(run))) {
      throw new IllegalArgumentException(
          "%s is the state of another run (%s) than this one (%s): give the same options, or another folder."
              .formatted(folder, state.what, what(run)));
    }
    Map<String, NDArray> arrays = arrays(run, parameters, optimizer);
    try (NDManager manager = Engines.manager()) {
      Map<String, NDArray> saved = ArrayFile.read(folder.resolve("arrays.safetensors"), manager);
      if (!saved.keySet().containsAll(arrays.keySet())) {
        throw incomplete(folder);
      }
      var from = new NDList(arrays.keySet().stream().map(saved::get).toList());
      parameters.trainable(false);
      Copies.all(Kernels.inference(manager), new NDList(arrays.values()), from);
      parameters.trainable(true);
    }
    return state;
  }

  private static IllegalArgumentException incomplete(Path folder) {
    return new IllegalArgumentException(
        folder + " is no whole state of a run: delete it, and resume from the one before.");
  }

  private static TrainState read(Path file) {
    try {
      return GSON.fromJson(Files.readString(file), TrainState.class);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
    } catch (JsonParseException e) {
      throw new IllegalArgumentException(
          file
              + " is no state of a run ("
              + e.getMessage()
              + "): delete its folder, and resume from the one before.",
          e);
    }
  }

  private static List<Path> saved(CheckpointPlan plan) {
    if (!Files.isDirectory(plan.folder())) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(plan.folder())) {
      return new ArrayList<>(
          folders.filter(f -> f.getFileName().toString().startsWith("step-")).sorted().toList());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + plan.folder() + ": " + e.getMessage(), e);
    }
  }
}
