package minitron.eval.task;

/**
 * How many of a split's documents are asked: always the first ones, in their order.
 *
 * @param amount below 1 a fraction of the split, rounded up; else a whole number of documents
 */
public record Limit(double amount) {

  /** Every document. */
  public static final Limit NONE = new Limit(Integer.MAX_VALUE);

  /** Checks that the amount is a fraction above 0 or a whole number. */
  public Limit {
    if (!(amount > 0) || (amount >= 1 && amount != Math.rint(amount))) {
      throw new IllegalArgumentException(
          "A limit must be a whole number of documents, e.g. 100, or a fraction between 0 and 1, e.g. 0.2, but is %s."
              .formatted(amount));
    }
  }

  /** How many of so many documents are asked. */
  public int of(int documents) {
    return (int) (amount < 1 ? Math.ceil(documents * amount) : Math.min(documents, amount));
  }
}
