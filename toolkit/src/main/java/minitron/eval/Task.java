package minitron.eval;

import java.util.Optional;

/**
 * A task of lm-evaluation-harness: data and how it is asked.
 *
 * @param name the harness's
 * @param version the harness's; scores of other versions do not compare
 * @param dataset the data set's folder
 * @param split the split that is asked, the file's name without its ending
 * @param shots where solved examples come from; empty for a task that the harness pins to none
 * @param kind how a row is asked and judged
 */
public record Task(
    String name,
    double version,
    String dataset,
    String split,
    Optional<ShotSource> shots,
    Kind kind) {

  /** This task with a number of solved examples before every question; pinned tasks keep none. */
  public Benchmark shots(int shots) {
    return new Benchmark(this, shots);
  }
}
