package minitron.train.state;

/**
 * The LM loss on held-out text at one point of a training run.
 *
 * @param step after how many updates
 * @param tokens after how many tokens
 * @param loss LM loss, nats a token
 */
public record ValidationLoss(long step, long tokens, double loss) {}
