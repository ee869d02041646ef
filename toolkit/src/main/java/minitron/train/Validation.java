package minitron.train;

/**
 * A look at held-out text.
 *
 * @param step after how many updates
 * @param tokens after how many tokens
 * @param loss LM loss, nats a token
 */
public record Validation(long step, long tokens, double loss) {}
