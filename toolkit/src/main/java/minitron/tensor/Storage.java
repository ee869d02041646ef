package minitron.tensor;

/**
 * What a training keeps of each weight besides its gradient, which has the weight's own type. The
 * more is saved here, the less exact are the updates, but for {@code onHost}.
 *
 * @param master the weights' type. In bfloat16 an update is rounded up or down by chance, in
 *     proportion to what lies between, so that the small ones are not lost; vectors stay float32
 * @param moments how AdamW's means are kept
 * @param onHost whether they lie in the host's memory, and come to the device part by part: slower,
 *     as exact, and without effect where the device is the host
 */
public record Storage(Precision master, Moments moments, boolean onHost) {
  /** All in float32, on the device. */
  public static final Storage F32 = new Storage(Precision.F32, Moments.F32, false);

  /** The same with another type of the weights. */
  public Storage master(Precision other) {
    return new Storage(other, moments, onHost);
  }

  /** The same with other moments. */
  public Storage moments(Moments other) {
    return new Storage(master, other, onHost);
  }

  /** The same with the moments on the host. */
  public Storage statesOnHost() {
    return new Storage(master, moments, true);
  }

  /** Whether something is kept in fewer bits than float32 has. */
  public boolean isNarrow() {
    return master != Precision.F32 || moments != Moments.F32;
  }

  @Override
  public String toString() {
    return "weights %s, moments %s%s".formatted(master, moments, onHost ? " on the host" : "");
  }
}
