package minitron.text;

/** Where evaluation rows come from, in the schemas that the Hugging Face hub has them in. */
@FunctionalInterface
public interface ItemSource {

  /**
   * Reads one split, each time anew.
   *
   * @param dataset the data set's folder: {@code winogrande}
   * @param split the file's name without its ending: {@code validation}, {@code anatomy.test}
   * @throws IllegalArgumentException if it is not there or not readable as such
   */
  ItemSplit split(String dataset, String split);

  /** Whether a split is there. */
  default boolean has(String dataset, String split) {
    try {
      return split(dataset, split) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
