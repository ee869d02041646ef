package minitron.infer;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minitron.runs.Progress;

/** A model, as log-likelihood scoring sees it. Batching is the scorer's own matter. */
@FunctionalInterface
public interface Scorer {

  /** Scores every request; the answers stand in the requests' order. */
  List<Scored> score(List<TokenRequest> requests);

  /**
   * Scores every request, in any order, and tells of answers as soon as they are there.
   *
   * @param progress says when to stop
   * @throws StoppedException if it was asked to
   */
  default void score(List<TokenRequest> requests, Progress progress, Listener listener) {
    List<Scored> scored = score(requests);
    if (scored.size() != requests.size()) {
      throw new IllegalStateException(
          "The scorer answered %d of %d requests; it must answer each, in order."
              .formatted(scored.size(), requests.size()));
    }
    listener.at(
        IntStream.range(0, scored.size()).boxed().collect(Collectors.toMap(i -> i, scored::get)));
  }

  /** Hears of answers. */
  @FunctionalInterface
  interface Listener {
    /** Answers that came together, by their requests' indices. */
    void at(Map<Integer, Scored> answers);
  }
}
