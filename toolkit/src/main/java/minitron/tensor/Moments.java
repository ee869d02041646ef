package minitron.tensor;

/** How AdamW's running means of a gradient and of its square are kept. */
public enum Moments {
  /** As float32: 8 bytes a weight. */
  F32("f32", Float.BYTES),
  /**
   * In eight bits, with a scale for each row of a matrix: 2 bytes a weight. A value is kept as the
   * fourth root of its share of the row's largest, rounded up or down by chance, so that a small
   * change is not lost. Vectors stay float32.
   */
  EIGHT_BIT("8bit", 1);

  private final String text;
  private final int bytes;

  Moments(String text, int bytes) {
    this.text = text;
    this.bytes = bytes;
  }

  /** Bytes of one of the two. */
  public int bytes() {
    return bytes;
  }

  @Override
  public String toString() {
    return text;
  }
}
