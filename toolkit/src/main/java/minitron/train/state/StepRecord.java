package minitron.train.state;

/**
 * What a step was like.
 *
 * @param step counted from 1
 * @param tokens seen so far, this step included
 * @param loss of the step's batch before its update, nats a token
 * @param learningRate of the update
 * @param gradientNorm before clipping
 */
public record StepRecord(
    long step, long tokens, double loss, double learningRate, double gradientNorm) {
  /** The global L2 norm that a gradient is scaled down to where it is longer. */
  public static final double CLIP = 1;

  /** Whether the gradient was longer than 1, and so was scaled down to 1. */
  public boolean clipped() {
    return gradientNorm > CLIP;
  }
}
