package minitron.eval.bfcl;

import java.util.List;

/**
 * Whether calls are the expected ones.
 *
 * @param errorType what is wrong, by the leaderboard's name; empty if nothing is
 * @param errors the same in sentences
 * @param subErrorTypes where no call fits an expected one: what is wrong with each, in order
 */
public record Verdict(String errorType, List<String> errors, List<String> subErrorTypes) {
  /** Nothing is wrong. */
  public static final Verdict VALID = new Verdict("", List.of(), List.of());

  /** Keeps the lists as they are now. */
  public Verdict {
    errors = List.copyOf(errors);
    subErrorTypes = List.copyOf(subErrorTypes);
  }

  /** What is wrong. */
  static Verdict wrong(String errorType, String... errors) {
    return new Verdict(errorType, List.of(errors), List.of());
  }

  public boolean valid() {
    return errorType.isEmpty();
  }
}
