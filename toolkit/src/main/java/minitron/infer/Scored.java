package minitron.infer;

/**
 * A model's answer to a {@link TokenRequest}.
 *
 * @param logLikelihood the sum of the continuation's log-probabilities, in nats, at most 0
 * @param greedy whether each of its tokens is the most likely one at its place
 */
public record Scored(double logLikelihood, boolean greedy) {}
