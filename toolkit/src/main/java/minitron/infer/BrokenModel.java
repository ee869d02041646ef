package minitron.infer;

/** Models whose answers are no numbers: taken as they are, they would score as guessing does. */
public final class BrokenModel {
  private BrokenModel() {}

  /** What is said of a number that is none. */
  public static IllegalStateException error(String number) {
    return new IllegalStateException(
        number
            + " from the model is not a number (NaN), so its scores mean nothing; look for NaN in"
            + " the checkpoint's weights and at the run that wrote it.");
  }
}
