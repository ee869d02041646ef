package minitron.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import minitron.infer.NextLogits;
import minitron.infer.Spread;
import minitron.infer.Workload;
import minitron.infer.Workload.Seconds;
import minitron.model.CausalLm;
import minitron.model.FreshModel;
import minitron.runs.Progress;
import minitron.search.Candidate;
import minitron.search.Candidates;

/**
 * How long a piece of work may take on this machine.
 *
 * @param milliseconds at most
 * @param work what is done
 */
public record Latency(double milliseconds, Workload work) {
  private static final int ROUNDS = 3;

  /** Checks the time. */
  public Latency {
    if (!(milliseconds > 0)) {
      throw new IllegalArgumentException(
          "A limit of %s milliseconds: it must be above 0.".formatted(milliseconds));
    }
  }

  /**
   * Those that keep it, each with its median of three rounds, in float32 and with random weights.
   *
   * @throws IllegalArgumentException if none does
   */
  public Candidates within(Candidates candidates, Progress progress) {
    List<Candidate> kept = new ArrayList<>();
    double fastest = Double.POSITIVE_INFINITY;
    int all = candidates.all().size();
    for (int i = 0; i < all; i++) {
      Candidate timed = candidates.all().get(i);
      double took = measure(timed, progress);
      fastest = Math.min(fastest, took);
      if (took <= milliseconds) {
        kept.add(timed.took(took));
      }
      progress.at(i + 1, all, "");
    }
    if (kept.isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "No candidate does %s in %.1f ms here; the fastest takes %.1f ms.",
              work,
              milliseconds,
              fastest));
    }
    return new Candidates(candidates.from(), kept);
  }

  private double measure(Candidate candidate, Progress progress) {
    try (CausalLm model = FreshModel.of(candidate.config(), 1, null);
        NextLogits writer = NextLogits.of(model.decoder())) {
      work.time(writer, progress.silent()); // weights are packed, Java warms up
      return 1e3
          * Spread.of(
                  IntStream.range(0, ROUNDS)
                      .mapToObj(round -> work.time(writer, progress.silent()))
                      .mapToDouble(Seconds::all))
              .median();
    }
  }
}
