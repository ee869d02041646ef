package minitron.eval.task;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A document's choices.
 *
 * @param target the right answer as the harness logs it
 */
public record Choices(List<Choice> all, Object target) {
  public Choices {
    all = List.copyOf(all);
  }

  /** Choices that all follow the same question; which are right, their indices say. */
  public static Choices of(String question, List<String> texts, IntPredicate right, Object target) {
    return new Choices(
        IntStream.range(0, texts.size())
            .mapToObj(i -> new Choice(question, " " + texts.get(i), texts.get(i), right.test(i)))
            .toList(),
        target);
  }

  /** The document solved: the first right choice, and the blank line between examples. */
  String solved() {
    Choice right = all.stream().filter(Choice::right).findFirst().orElseThrow();
    // The harness leaves out both delimiters where the target is an empty text.
    return target.equals("") ? right.context() : right.context() + right.continuation() + "\n\n";
  }
}
