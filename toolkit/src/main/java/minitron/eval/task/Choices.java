package minitron.eval.task;

import java.util.List;
import java.util.Optional;
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

  /**
   * Choices of which the harness's {@code doc_to_target} names the right one: a whole number counts
   * them from 0, a text is looked for among them. Where it finds none, none is right: the document
   * scores 0, whatever a model answers.
   */
  public static Choices named(String question, List<String> texts, Object target) {
    double right = target instanceof Number n ? n.doubleValue() : texts.indexOf(target);
    Object logged = target instanceof Long n && n == n.intValue() ? (Object) n.intValue() : target;
    return of(question, texts, i -> i == right, logged);
  }

  /**
   * The document solved, with the blank line between examples: the first right choice. Where none
   * is, as the harness has it, the target's own text, or what a negative index counts from the end;
   * empty where the harness fails.
   */
  Optional<String> solved() {
    Optional<Choice> right = all.stream().filter(Choice::right).findFirst();
    if (right.isEmpty() && target instanceof Number n && hasIndex(n)) {
      right = Optional.of(all.get(all.size() + n.intValue()));
    }
    String context = right.orElse(all.get(0)).context();
    // The harness leaves out both delimiters where the target is an empty text.
    return target.equals("")
        ? Optional.of(context)
        : right
            .map(Choice::continuation)
            .or(() -> target instanceof String text ? Optional.of(" " + text) : Optional.empty())
            .map(answer -> context + answer + "\n\n");
  }

  /** Whether Python finds a choice at an index, which from −1 down counts from the end. */
  boolean hasIndex(Number index) {
    return index.doubleValue() >= -all.size() && index.doubleValue() < all.size();
  }
}
