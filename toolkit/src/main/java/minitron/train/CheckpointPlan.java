package minitron.train;

import java.nio.file.Path;

/**
 * Where a run writes its whole state, so that it can go on after a stop with the same bits.
 *
 * @param folder one folder a checkpoint goes into it: {@code step-00000100}; the last two are kept
 * @param every steps between two of them
 * @param resume whether to go on from the last one there
 */
public record CheckpointPlan(Path folder, long every, boolean resume) {
  /** Checks the interval. */
  public CheckpointPlan {
    if (every < 1) {
      throw new IllegalArgumentException(
          "A checkpoint every " + every + " steps: at least 1 is needed.");
    }
  }
}
