package minitron.tinyworld;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A tale that stops in the middle of a sentence, and four endings.
 *
 * @param before the facts
 * @param start the start of the sentence: {@code the ring}
 * @param endings four of them
 * @param right the index of the right one
 */
record Scene(String before, String start, List<String> endings, int right) {
  private static final int ENDINGS = 4;

  /** A scene whose end is so many links away; empty if these nouns do not allow one. */
  static Optional<Scene> of(Tale tale, int depth, Random random) {
    int right = random.nextInt(ENDINGS);
    if (!tale.roots(ENDINGS)) {
      return Optional.empty();
    }
    List<Node> roots = List.copyOf(tale.nodes());
    return tale.chain(right, depth)
        .map(
            end -> {
              String start = "the " + end.name();
              List<String> endings =
                  roots.stream()
                      .map(root -> tale.tell(new Node(end.name(), 0, root.answer(), "")))
                      .map(sentence -> sentence.substring(start.length()).strip())
                      .toList();
              return new Scene(String.join(" ", tale.facts()), start, endings, right);
            });
  }
}
