package minitron.eval;

import java.util.List;

/** A model, as log-likelihood scoring sees it. Batching is the scorer's own matter. */
@FunctionalInterface
public interface Scorer {

  /** Scores every request; the answers stand in the requests' order. */
  List<Scored> score(List<TokenRequest> requests);
}
