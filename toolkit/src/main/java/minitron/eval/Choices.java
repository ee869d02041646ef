package minitron.eval;

import java.util.List;

/**
 * A document's choices.
 *
 * @param target the right answer as the harness logs it
 */
public record Choices(List<Choice> all, Object target) {

  /** Keeps the choices as they are now. */
  public Choices {
    all = List.copyOf(all);
  }

  /** The document solved: the first right choice, and the blank line between examples. */
  String solved() {
    Choice right = all.stream().filter(Choice::right).findFirst().orElseThrow();
    // The harness leaves out both delimiters where the answer is empty.
    return right.continuation().equals(" ")
        ? right.context()
        : right.context() + right.continuation() + "\n\n";
  }
}
