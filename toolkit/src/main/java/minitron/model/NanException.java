package minitron.model;

/** A model whose answers are NaN: taken as they are, they would score as guessing does. */
public final class NanException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /**
   * Names the number.
   *
   * @param number {@code A logit after a prompt}
   */
  public NanException(String number) {
    super(
        number
            + " from the model is not a number (NaN), so its scores mean nothing; look for NaN in"
            + " the checkpoint's weights and at the run that wrote it.");
  }
}
