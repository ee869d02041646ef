package minitron.train.state;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Where a run writes its training state now and then, so that it can go on after a stop with the
 * same bits. A state is a folder, {@code step-00000100}: {@code state.json} (what the run is, the
 * step, the curve) and {@code arrays.safetensors} (weights, AdamW's means and squares), both with a
 * checksum. The learning rate and the order of the samples follow from the options and the step.
 *
 * @param folder holds the states, the last two of them; one run at a time has it
 * @param every steps between two of them
 * @param resume whether to go on from the last whole one there
 */
public record TrainingStates(Path folder, long every, boolean resume) {
  /** Steps between two states unless they are said. */
  public static final long EVERY = 100;

  /** Checks the interval. */
  public TrainingStates {
    if (every < 1) {
      throw new IllegalArgumentException(
          "A training state every " + every + " steps: at least 1 is needed.");
    }
  }

  /** The same in a folder of its own for one of several runs. */
  public TrainingStates part(int number) {
    return new TrainingStates(folder.resolve("" + number), every, resume);
  }

  /** What is said of a run that goes on. */
  public String goesOn(long updates, long all) {
    return String.format(
        Locale.ROOT,
        updates == all
            ? "It is complete already: all of its %,d updates are kept in %3$s."
            : "It goes on from update %,d of %,d, kept in %s.",
        updates,
        all,
        folder);
  }
}
