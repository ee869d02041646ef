package minitron.infer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minitron.runs.Progress;

/** A model, as log-likelihood scoring sees it. Batching is the scorer's own matter. */
@FunctionalInterface
public interface Scorer {

  /**
   * Scores every request, in any order, and tells of answers as soon as they are there.
   *
   * @param progress says when to stop, and may hear of the layers of a long forward pass
   * @throws StoppedException if it was asked to
   */
  void score(List<TokenRequest> requests, Progress progress, Listener listener);

  /**
   * Scores those of the requests that are wanted, and tells of their answers alone. A scorer whose
   * answers depend on what is asked together asks what it would ask if all were wanted, as far as
   * it must, so that an answer has the same bits whether others are known already or not.
   */
  default void score(
      List<TokenRequest> requests, IntPredicate wanted, Progress progress, Listener listener) {
    int[] places = IntStream.range(0, requests.size()).filter(wanted).toArray();
    score(
        Arrays.stream(places).mapToObj(requests::get).toList(),
        progress,
        some ->
            listener.at(
                some.entrySet().stream()
                    .collect(Collectors.toMap(e -> places[e.getKey()], Map.Entry::getValue))));
  }

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
