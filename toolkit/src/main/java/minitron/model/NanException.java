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
    this(
        number + " from the model",
        "so its scores mean nothing; look for NaN in the checkpoint's weights and at the run that"
            + " wrote it.");
  }

  /**
   * Names the number, and says something else of it.
   *
   * @param then the rest of the sentence
   */
  public NanException(String number, String then) {
    super(number + " is not a number (NaN), " + then);
  }
}
