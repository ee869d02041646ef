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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import minitron.checkpoint.ArrayFile;
import minitron.io.Disk;
import minitron.io.NewFolder;
import minitron.io.WriterLock;
import minitron.tensor.Copies;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;

/**
 * Where a run writes its training state now and then, so that it can go on after a stop with the
 * same bits. A state is a folder, {@code step-00000100}: {@code state.json} (what the run is, the
 * step, the curve) and {@code arrays.safetensors} (weights, AdamW's means and squares). The
 * learning rate and the order of the samples follow from the options and the step.
 *
 * @param folder holds the states, the last two of them
 * @param every steps between two of them
 * @param resume whether to go on from the last one there
 */
public record TrainingStates(Path folder, long every, boolean resume) {
  private static final int KEPT = 2;
  private static final String JSON = "state.json";
  private static final String ARRAYS = "arrays.safetensors";
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  /** Checks the interval. */
  public TrainingStates {
    if (every < 1) {
      throw new IllegalArgumentException(
          "A training state every " + every + " steps: at least 1 is needed.");
    }
  }

  /**
   * A state beside its arrays.
   *
   * @param what the run and its options, which a resumed run must repeat
   * @param step updates done
   */
  record State(String what, long step, List<StepRecord> steps, List<ValidationLoss> validations) {}

  /**
   * Takes the folder for one run, and makes it.
   *
   * @throws IllegalArgumentException if another run has it, or it cannot be written
   */
  WriterLock take() {
    NewFolder.checkNew(folder.resolve("new")); // refused before the work, not after it
    try {
      Files.createDirectories(folder);
      return WriterLock.in(folder);
    } catch (IOException e) {
      throw Disk.cannot(folder, e);
    }
  }

  /**
   * The state that a run begins with, its arrays already in place: the last one that was saved, if
   * it is to go on and there is one.
   *
   * @param arrays what a state holds, by name; written to
   * @throws IllegalArgumentException if the state is of another run
   */
  State begin(String what, Map<String, NDArray> arrays) {
    List<Path> all = saved();
    if (!resume && !all.isEmpty()) {
      throw new IllegalArgumentException(
          folder + " holds training states of an earlier run: resume it, or name another folder.");
    }
    if (all.isEmpty()) {
      return new State(what, 0, List.of(), List.of());
    }
    Path last = all.get(all.size() - 1);
    State state = read(last);
    if (!state.what.equals(what)) {
      throw new IllegalArgumentException(
          "%s is the training state of another run (%s) than this one (%s): give the same options, or another folder."
              .formatted(last, state.what, what));
    }
    try (NDManager manager = Engines.manager()) {
      Map<String, NDArray> from = ArrayFile.read(last.resolve(ARRAYS), manager);
      if (!from.keySet().containsAll(arrays.keySet())) {
        throw incomplete(last, null);
      }
      var values = new NDList(arrays.keySet().stream().map(from::get).toList());
      Copies.all(Kernels.inference(manager), new NDList(arrays.values()), values);
    }
    return state;
  }

  /** Writes a state beside the others and then deletes the oldest. */
  void save(State state, Map<String, NDArray> arrays) {
    Path target = folder.resolve(String.format(Locale.ROOT, "step-%08d", state.step));
    if (Files.exists(target)) {
      return;
    }
    NewFolder.write(
        target,
        partial -> {
          ArrayFile.write(partial.resolve(ARRAYS), arrays, Map.of("format", "pt"));
          Files.writeString(partial.resolve(JSON), GSON.toJson(state));
        });
    List<Path> all = saved();
    all.subList(0, Math.max(0, all.size() - KEPT)).forEach(Disk::delete);
  }

  private List<Path> saved() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders.filter(f -> f.getFileName().toString().startsWith("step-")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + folder + ": " + e.getMessage(), e);
    }
  }

  private static State read(Path folder) {
    try {
      State state = GSON.fromJson(Files.readString(folder.resolve(JSON)), State.class);
      if (state == null || state.what == null || state.steps == null || state.validations == null) {
        throw incomplete(folder, null);
      }
      return state;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + folder + ": " + e.getMessage(), e);
    } catch (JsonParseException e) {
      throw incomplete(folder, e);
    }
  }

  private static IllegalArgumentException incomplete(Path folder, Exception cause) {
    return new IllegalArgumentException(
        folder + " is no whole training state: delete it, and resume from the one before.", cause);
  }
}
