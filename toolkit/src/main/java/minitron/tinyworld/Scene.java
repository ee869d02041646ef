package minitron.tinyworld;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import minitron.tinyworld.words.Kind;

/**
 * A HellaSwag row: a tale that stops in the middle of a sentence, and four endings.
 *
 * @param heading what it is about: {@code Places}
 * @param facts of the tale
 * @param start the start of the sentence: {@code the ring}
 * @param context the facts and the start
 * @param label the index of the right ending
 */
record Scene(
    int ind,
    @SerializedName("activity_label") String heading,
    @SerializedName("ctx_a") String facts,
    @SerializedName("ctx_b") String start,
    @SerializedName("ctx") String context,
    List<String> endings,
    String label,
    String kind) {
  private static final int ENDINGS = 4;

  /** A scene whose end is so many links away; empty if these nouns do not allow one. */
  static Optional<Scene> of(int index, Kind kind, Tale tale, int depth, Random random) {
    int right = random.nextInt(ENDINGS);
    if (!tale.roots(ENDINGS)) {
      return Optional.empty();
    }
    List<Node> roots = List.copyOf(tale.nodes);
    return tale.chain(right, depth)
        .map(
            end -> {
              String start = "the " + end.name();
              List<String> endings =
                  roots.stream()
                      .map(root -> tale.tell(new Node(end.name(), 0, root.answer(), ""), false))
                      .map(sentence -> sentence.substring(start.length()).strip())
                      .toList();
              String facts = String.join(" ", tale.facts);
              String context = facts + " " + start;
              String label = Integer.toString(right);
              return new Scene(
                  index, kind.label, facts, start, context, endings, label, kind.toString());
            });
  }
}
