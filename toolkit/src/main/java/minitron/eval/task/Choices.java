package minitron.eval.task;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A document's choices.
 *
 * @param target the right answer as the harness logs it
 */
public record Choices(List<Choice> all, Object target) {

  /** Choices that all follow the same question; exactly one is right. */
  static Choices of(String question, List<String> texts, int right) {
    return new Choices(
        IntStream.range(0, texts.size())
            .mapToObj(i -> new Choice(question, " " + texts.get(i), texts.get(i), i == right))
            .toList(),
        right);
  }

  /** Keeps the choices as they are now. */
  public Choices {
    all = List.copyOf(all);
  }

  /** The document solved: the first right choice, and the blank line between examples. */
  String solved() {
    Choice right = all.stream().filter(Choice::right).findFirst().orElseThrow();
    // The harness leaves out both delimiters where the target is an empty text.
    return target.equals("") ? right.context() : right.context() + right.continuation() + "\n\n";
  }
}
