package minitron.infer;

import java.util.List;
import java.util.Map;
import minitron.runs.Progress;

/** A model, as log-likelihood scoring sees it. Batching is the scorer's own matter. */
@FunctionalInterface
public interface Scorer {

  /**
   * Scores every request, in any order, and tells of answers as soon as they are there.
   *
   * @param progress says when to stop
   * @throws StoppedException if it was asked to
   */
  void score(List<TokenRequest> requests, Progress progress, Listener listener);

  /** Scores every request; the answers stand in the requests' order. */
  default List<Scored> score(List<TokenRequest> requests) {
    var answers = new Scored[requests.size()];
    score(
        requests,
        Progress.SILENT,
        some -> some.forEach((request, answer) -> answers[request] = answer));
    return List.of(answers);
  }

  /** Hears of answers. */
  @FunctionalInterface
  interface Listener {
    /** Answers that came together, by their requests' indices. */
    void at(Map<Integer, Scored> answers);
  }
}
