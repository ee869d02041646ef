package minitron.train.state;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minitron.io.Disk;
import minitron.io.NewFolder;
import minitron.io.Output;
import minitron.io.WriterLock;

/** A folder of training states, held by the only run that reads and writes them. */
public final class StateFolder implements AutoCloseable {
  private static final int KEPT = 2;
  private static final Pattern STATE = Pattern.compile("step-.*");
  private static final Pattern LEFT = Pattern.compile("\\.step-.*\\.(partial|old|lock)");

  private final Path folder;
  private final WriterLock lock;

  private StateFolder(Path folder, WriterLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes a folder for a run, and makes it.
   *
   * @throws IllegalArgumentException if another run has it, it cannot be written, or it holds
   *     states and the run is not to go on from them
   */
  public static StateFolder take(TrainingStates plan) {
    Path folder = plan.folder();
    NewFolder.checkNew(folder.resolve("new")); // refused before the work, not after it
    StateFolder taken = null;
    boolean ready = false;
    try {
      Files.createDirectories(folder);
      taken = new StateFolder(folder, WriterLock.in(folder));
      taken.prepare(plan.resume());
      ready = true;
      return taken;
    } catch (IOException e) {
      throw Disk.cannot(folder, e);
    } finally {
      if (taken != null && !ready) {
        taken.close();
      }
    }
  }

  private void prepare(boolean resume) {
    if (!resume && !files(STATE).isEmpty()) {
      throw new IllegalArgumentException(
          folder
              + " holds training states of an earlier run: go on from them with --resume, in Java"
              + " options().checkpoint(folder), or name another folder.");
    }
    if (lock.sure()) {
      files(LEFT).forEach(Disk::delete); // of a run that was killed while it wrote
    }
  }

  /**
   * The state that a run goes on from, its arrays in place: the last whole one. Empty if the folder
   * has none.
   *
   * @param run what the state must be of
   * @param arrays what a state holds, by name; written to
   * @param say told of every state that is passed over
   * @throws IllegalArgumentException if none is whole, or it is of another run
   */
  public Optional<TrainingState> begin(
      Map<String, String> run, Map<String, NDArray> arrays, Consumer<String> say) {
    List<Path> all = files(STATE);
    for (int i = all.size() - 1; i >= 0; i--) {
      var saved = new SavedState(all.get(i));
      try {
        TrainingState state = saved.read();
        requireSame(run, state.run());
        saved.load(state, arrays);
        return Optional.of(state);
      } catch (SavedState.Damage e) {
        String damaged =
            "The training state %s is damaged (%s)".formatted(saved.place(), e.getMessage());
        if (i == 0) {
          throw new IllegalArgumentException(
              damaged + " and no older one is whole: name another folder to begin anew.", e);
        }
        say.accept(damaged + ", so the one before it is taken.");
      }
    }
    return Optional.empty();
  }

  private void requireSame(Map<String, String> now, Map<String, String> before) {
    var names = new TreeSet<>(now.keySet());
    names.addAll(before.keySet());
    names.removeIf(name -> Objects.equals(now.get(name), before.get(name)));
    if (!names.isEmpty()) {
      throw new IllegalArgumentException(
          names.stream()
                  .map(name -> changed(name, before.get(name), now.get(name)))
                  .collect(Collectors.joining(", ", "", ": repeat what the run in "))
              + folder
              + " has, or name another folder.");
    }
  }

  private static String changed(String name, String before, String now) {
    return "%s was %.150s and is %.150s".formatted(name, before, now);
  }

  /** Writes a state beside the others, in place of a damaged one, and then deletes the oldest. */
  public void save(
      Map<String, String> run,
      List<StepRecord> steps,
      List<ValidationLoss> validations,
      Map<String, NDArray> arrays) {
    String name = String.format(Locale.ROOT, "step-%08d", steps.size());
    try (Output place = Output.replacing(folder.resolve(name))) {
      place.folder(partial -> new SavedState(partial).write(run, steps, validations, arrays));
    }
    List<Path> all = files(STATE);
    all.subList(0, Math.max(0, all.size() - KEPT)).forEach(Disk::delete);
  }

  private List<Path> files(Pattern names) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> names.matcher(f.getFileName().toString()).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw Disk.cannot(folder, e);
    }
  }

  @Override
  public void close() {
    lock.close();
  }
}
