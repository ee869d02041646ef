package minitron.tinyworld;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import minitron.tinyworld.words.Kind;
import minitron.tinyworld.words.Nouns;

/**
 * Choices under letters, and which letter is whose, in two words each.
 *
 * @param nouns the decks that choices are taken from
 * @param random what is drawn
 */
record Choices(Nouns nouns, Random random) {
  private static final int KINDS = 6;

  /** Choices, and the letter of each: {@code A. Leo … Leo A}. */
  String lookedUp() {
    int only = random.nextInt(3) - 1; // of any kind; or people only, or places only
    List<String> choices = filled(List.of(), () -> word(only < 0 ? random.nextInt(KINDS) : only));
    List<String> told = new ArrayList<>(choices);
    Collections.shuffle(told, random);
    return Quiz.lines(choices)
        + told.stream()
            .map(word -> word + " " + Quiz.letter(choices.indexOf(word)))
            .collect(Collectors.joining(", ", "\n", "."));
  }

  private String word(int kind) {
    return switch (kind) {
      case 0 -> nouns.people().next();
      case 1 -> nouns.places().next();
      case 2 -> "the " + nouns.containers().next();
      case 3 -> "the " + nouns.small().next();
      default -> number() + " " + nouns.marks().next();
    };
  }

  private int number() {
    return random.nextInt(Tale.LEAST, Tale.MOST + 1);
  }

  private static List<String> filled(List<String> given, Supplier<String> more) {
    List<String> choices = new ArrayList<>(given);
    while (choices.size() < Quiz.CHOICES) {
      String next = more.get();
      if (!choices.contains(next)) {
        choices.add(next);
      }
    }
    return choices;
  }

  /**
   * A tale with choices, and the letter of what is true of its nouns, of one for each answer:
   * {@code cup A}. Empty if these nouns do not allow it.
   *
   * @param deepest the most links from a noun to a stated fact
   */
  Optional<String> told(Tale tale, Kind kind, int deepest) {
    if (!tale.roots(2 + random.nextInt(3))) {
      return Optional.empty();
    }
    boolean number = kind == Kind.COUNT;
    int roots = tale.nodes.size();
    for (int i = 0; i < roots; i++) {
      tale.chain(i, random.nextInt(deepest + 1));
    }
    List<Node> nodes = new ArrayList<>(tale.nodes);
    Collections.shuffle(nodes, random);
    List<String> answers =
        nodes.stream().map(node -> Tale.follows(node, number)).distinct().toList();
    List<String> choices = filled(answers, () -> another(kind, answers.get(0)));
    Collections.shuffle(choices, random);
    String facts =
        random.nextBoolean()
            ? String.join(" ", tale.facts)
            : kind.label + ": " + String.join(", ", tale.entries) + ".";
    return Optional.of(
        facts
            + "\n"
            + Quiz.lines(choices)
            + answers.stream()
                .map(
                    answer ->
                        first(nodes, answer, number) + " " + Quiz.letter(choices.indexOf(answer)))
                .collect(Collectors.joining(", ", "\n", ".")));
  }

  /** What might have been an answer, too. */
  private String another(Kind kind, String answer) {
    return switch (kind) {
      case PLACE -> nouns.places().next();
      case POSSESSION -> nouns.people().next();
      default -> number() + answer.substring(answer.indexOf(' '));
    };
  }

  private static String first(List<Node> nodes, String answer, boolean number) {
    return nodes.stream()
        .filter(node -> Tale.follows(node, number).equals(answer))
        .map(Node::name)
        .findFirst()
        .orElseThrow();
  }
}
