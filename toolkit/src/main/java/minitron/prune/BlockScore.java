package minitron.prune;

/**
 * What a block of contiguous layers is worth.
 *
 * @param first its first layer, counted from 0
 * @param size its layers
 * @param importance block importance: 1 − mean cosine between its input and its output
 * @param loss LM loss of the model without it, nats
 */
public record BlockScore(int first, int size, double importance, double loss) {}
