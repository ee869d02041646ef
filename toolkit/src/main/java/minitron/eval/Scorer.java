package minitron.eval;

import java.util.List;

/** A model, as log-likelihood scoring sees it. Batching is the scorer's own matter. */
@FunctionalInterface
public interface Scorer {

  /** Scores every request; the answers stand in the requests' order. */
  List<Scored> score(List<TokenRequest> requests);

  /** Scores every request, in any order, and tells of each answer as soon as it is there. */
  default void score(List<TokenRequest> requests, Heard heard) {
    List<Scored> scored = score(requests);
    if (scored.size() != requests.size()) {
      throw new IllegalStateException(
          "The scorer answered %d of %d requests; it must answer each, in order."
              .formatted(scored.size(), requests.size()));
    }
    for (int i = 0; i < scored.size(); i++) {
      heard.at(i, scored.get(i));
    }
  }

  /** Hears of answers. */
  @FunctionalInterface
  interface Heard {
    /** The answer to a request, by the request's index. */
    void at(int request, Scored answer);
  }
}
