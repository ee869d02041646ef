package minitron.eval.bfcl;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A category of the leaderboard that needs neither web nor services. */
public enum Category {
  SIMPLE_PYTHON,
  SIMPLE_JAVA,
  SIMPLE_JAVASCRIPT,
  MULTIPLE,
  PARALLEL,
  PARALLEL_MULTIPLE,
  IRRELEVANCE,
  LIVE_SIMPLE,
  LIVE_MULTIPLE,
  LIVE_PARALLEL,
  LIVE_PARALLEL_MULTIPLE,
  LIVE_IRRELEVANCE,
  LIVE_RELEVANCE;

  /**
   * The category of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Category of(String title) {
    return Arrays.stream(values())
        .filter(one -> one.title().equals(title))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no BFCL category \"%s\" here; there are %s."
                        .formatted(
                            title,
                            String.join(
                                ", ", Arrays.stream(values()).map(Category::title).toList()))));
  }

  /** As files and ids name it. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The language of its functions. */
  public Language language() {
    return switch (this) {
      case SIMPLE_JAVA -> Language.JAVA;
      case SIMPLE_JAVASCRIPT -> Language.JAVASCRIPT;
      default -> Language.PYTHON;
    };
  }

  /** Whether it has expected calls; without, only whether a call is made counts. */
  public boolean hasAnswers() {
    return !title().endsWith("relevance");
  }

  /** Whether its rows come from users. */
  public boolean live() {
    return title().startsWith("live_");
  }

  /** The verdict on calls that were read. */
  Verdict verdict(List<?> docs, List<?> calls, List<?> answers) {
    var check = new CallChecker(language());
    if (title().contains("parallel")) {
      return check.inAnyOrder(docs, calls, answers);
    }
    return title().contains("multiple")
        ? check.single("multiple_function_checker", docs, calls, answers)
        : check.single("simple_function_checker", docs.subList(0, 1), calls, answers);
  }
}
