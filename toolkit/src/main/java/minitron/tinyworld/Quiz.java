package minitron.tinyworld;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A question about a tale, with four choices.
 *
 * @param text the facts of the tale, where they are not told before, and the question
 * @param choices four different answers
 * @param right the index of the right one
 */
record Quiz(String text, List<String> choices, int right) {
  /** How many answers there are to choose from. */
  static final int CHOICES = 4;

  /** A quiz whose answer is so many links away; empty if these nouns do not allow one. */
  static Optional<Quiz> of(Tale tale, Kind kind, int depth, Random random) {
    if (!tale.roots(CHOICES)) {
      return Optional.empty();
    }
    return switch (kind) {
      case PLACE, POSSESSION -> whereOrWhose(tale, kind, depth, random);
      case COUNT -> howMany(tale, depth, random);
      case SIZE -> which(tale, depth, random);
    };
  }

  private static Optional<Quiz> whereOrWhose(Tale tale, Kind kind, int depth, Random random) {
    return tale.chain(random.nextInt(CHOICES), depth)
        .map(end -> about(end, kind, tale, random).after(tale));
  }

  private static Optional<Quiz> howMany(Tale tale, int depth, Random random) {
    return tale.chain(random.nextInt(2), depth)
        .map(end -> about(end, Kind.COUNT, tale, random).after(tale));
  }

  /** A question about a noun of a tale of places, owners or counts, without the facts. */
  static Quiz about(Node node, Kind kind, Tale tale, Random random) {
    List<Node> roots = tale.nodes.stream().filter(root -> root.depth() == 0).toList();
    return switch (kind) {
      case PLACE, POSSESSION ->
          shuffled(
              (kind == Kind.PLACE ? "Where is the %s?" : "Whose is the %s?").formatted(node.name()),
              node.answer(),
              roots.stream().map(Node::answer).toList(),
              random);
      case COUNT ->
          shuffled(
              "How many has the %s?".formatted(node.name()), node.number(), numbers(roots), random);
      case SIZE -> throw new IllegalArgumentException("Which was too big, is asked of all nouns.");
    };
  }

  /** Those of the nouns, and other numbers. */
  private static List<String> numbers(List<Node> roots) {
    List<String> answers = new ArrayList<>(roots.stream().map(Node::number).toList());
    String what = answers.get(0).substring(answers.get(0).indexOf(' ') + 1);
    IntStream.iterate(Tale.MOST, i -> i >= Tale.LEAST, i -> i - 1)
        .mapToObj(i -> i + " " + what)
        .filter(other -> answers.size() < CHOICES && !answers.contains(other))
        .forEach(answers::add);
    return answers;
  }

  private static Optional<Quiz> which(Tale tale, int depth, Random random) {
    int big = random.nextInt(2);
    Optional<Node> right = tale.chain(big, depth);
    for (int i = 1; i < CHOICES && right.isPresent(); i++) {
      if (tale.chain(1 - big, i == 1 ? depth : 1).isEmpty()) {
        return Optional.empty();
      }
    }
    return right.map(
        end -> {
          List<String> answers = new ArrayList<>(List.of("the " + end.name()));
          tale.nodes.stream()
              .filter(node -> !node.answer().equals(end.answer()))
              .sorted((a, b) -> b.depth() - a.depth())
              .limit(CHOICES - 1L)
              .forEach(node -> answers.add("the " + node.name()));
          String question = "Which was too %s?".formatted(end.answer());
          return shuffled(question, "the " + end.name(), answers, random).after(tale);
        });
  }

  private static Quiz shuffled(String question, String right, List<String> answers, Random random) {
    List<String> choices = new ArrayList<>(answers);
    Collections.shuffle(choices, random);
    return new Quiz(question, List.copyOf(choices), choices.indexOf(right));
  }

  /** The same after the facts of a tale. */
  private Quiz after(Tale tale) {
    return new Quiz(String.join(" ", tale.facts) + " " + text, choices, right);
  }

  /** Question and answer as text. */
  String answered() {
    return "Question: " + text + "\nAnswer: " + choices.get(right);
  }

  /** Question, choices with letters, and the right letter as text. */
  String lettered() {
    return asked() + "\nAnswer: " + letter(right);
  }

  /** The same with the letters of all choices before the answer, in any order. */
  String withLetters(Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, CHOICES).boxed().toList());
    Collections.shuffle(order, random);
    return order.stream()
        .map(i -> choices.get(i) + " " + letter(i))
        .collect(Collectors.joining(", ", asked() + "\n", ".\nAnswer: " + letter(right)));
  }

  private String asked() {
    return IntStream.range(0, CHOICES)
        .mapToObj(i -> "\n" + letter(i) + ". " + choices.get(i))
        .collect(Collectors.joining("", text, ""));
  }

  private static char letter(int index) {
    return (char) ('A' + index);
  }
}
