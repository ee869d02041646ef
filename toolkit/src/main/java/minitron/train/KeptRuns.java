package minitron.train;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import minitron.io.Output;
import minitron.io.Sha256;
import minitron.model.Parameters;
import minitron.model.TokenBatch;
import minitron.runs.KeptFolder;
import minitron.runs.Progress;
import minitron.tensor.Precision;
import minitron.train.state.SavedState;
import minitron.train.state.TrainingState;

/**
 * Finished runs, kept by a key of all that their bits depend on, so that none is computed twice. An
 * entry has the files of a training state, without AdamW's part.
 *
 * @param folder where they are
 * @param ground by name, what a run depends on besides its own inputs: code, libraries, processor
 */
public record KeptRuns(KeptFolder folder, Map<String, String> ground) {
  private static final String SECONDS = "seconds";

  /**
   * Each run as it was kept, or as its trainer gives it now; that is kept if it is whole.
   *
   * @param all to be trained side by side; the {@link Trainer#what} of each has the hashes of its
   *     models and of its text
   * @param heldOut as for {@link Trainer#together}; of the same text
   */
  public List<Run> together(List<Trainer> all, List<TokenBatch> heldOut, Progress progress) {
    List<Optional<Run>> kept = all.stream().map(trainer -> find(trainer, progress)).toList();
    List<Trainer> rest =
        IntStream.range(0, all.size())
            .filter(i -> kept.get(i).isEmpty())
            .mapToObj(all::get)
            .toList();
    if (rest.size() < all.size()) {
      progress.said(
          all.size() == 1
              ? "Read from the kept runs; MINITRON_RUNS=off computes it anew."
              : "Read from the kept runs: %d of %d; MINITRON_RUNS=off computes them anew."
                  .formatted(all.size() - rest.size(), all.size()));
    }
    Iterator<Run> anew = Trainer.together(rest, heldOut, progress).iterator();
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Trainer trainer = all.get(i);
      runs.add(kept.get(i).orElseGet(() -> keep(trainer, anew.next(), progress)));
    }
    return runs;
  }

  /** By name, all that the bits of a run depend on. */
  private Map<String, String> identity(Trainer trainer) {
    Map<String, String> all = new TreeMap<>(ground);
    all.put("objective", trainer.objective().name());
    all.putAll(Identity.of(trainer.options(), trainer.what()));
    return all;
  }

  private static String key(Map<String, String> identity) {
    return Sha256.of(identity.toString().getBytes(StandardCharsets.UTF_8));
  }

  private Optional<Run> find(Trainer trainer, Progress progress) {
    return progress.cancelled()
        ? Optional.empty()
        : folder.find(key(identity(trainer))).flatMap(entry -> read(entry, trainer, progress));
  }

  private Optional<Run> read(Path entry, Trainer trainer, Progress progress) {
    Parameters weights = trainer.start().copyParameters(trainer.options().storage().master());
    boolean whole = false;
    try {
      var saved = new SavedState(entry);
      TrainingState state = saved.read();
      double seconds = seconds(state, identity(trainer));
      saved.load(state, weights.arrays());
      whole = true;
      return Optional.of(
          new Run(
              trainer.start().trained(weights),
              trainer.options().settled(),
              trainer.objective().name(),
              state.steps(),
              state.step(),
              state.validations(),
              Run.READ,
              seconds));
    } catch (SavedState.Damage | IllegalArgumentException e) {
      if (!progress.cancelled()) { // an interrupted thread reads nothing
        folder.delete(key(identity(trainer)));
        progress.said("A kept run is damaged (" + e.getMessage() + ") and is computed anew.");
      }
      return Optional.empty();
    } finally {
      if (!whole) {
        weights.close();
      }
    }
  }

  /** How long it took, if it is of this run and no other. */
  private static double seconds(TrainingState state, Map<String, String> all) {
    Map<String, String> run = new LinkedHashMap<>(state.run());
    String seconds = run.remove(SECONDS);
    if (seconds == null || !run.equals(all)) {
      throw new IllegalArgumentException("it is of another run");
    }
    return Double.parseDouble(seconds);
  }

  /** Keeps a run, if it is whole. */
  private Run keep(Trainer trainer, Run run, Progress progress) {
    Map<String, String> identity = identity(trainer);
    Map<String, String> more = new LinkedHashMap<>(identity);
    more.put(SECONDS, String.valueOf(run.seconds()));
    Output.Filler filler =
        place -> {
          Precision master = trainer.options().storage().master();
          try (Parameters weights = run.model().copyParameters(master)) {
            var saved = new SavedState(place);
            saved.write(more, run.steps(), run.validations(), weights.arrays());
          }
        };
    try {
      if (run.finished()) {
        folder.add(key(identity), Float.BYTES * run.model().parameterCount(), filler);
      }
    } catch (UncheckedIOException e) {
      progress.said("The run is not kept for a later call: " + e.getMessage());
    }
    return run;
  }
}
