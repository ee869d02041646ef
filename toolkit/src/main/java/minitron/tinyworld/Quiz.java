package minitron.tinyworld;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minitron.tinyworld.words.Kind;

/**
 * A question about a tale, with four choices.
 *
 * @param text the facts of the tale and the question
 * @param choices four different answers
 * @param right the index of the right one
 */
record Quiz(String text, List<String> choices, int right) {
  /** How many choices there are. */
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
    List<String> answers = tale.nodes.stream().map(Node::answer).toList();
    return tale.chain(random.nextInt(CHOICES), depth)
        .map(
            end -> {
              String question = kind == Kind.PLACE ? "Where is the %s?" : "Whose is the %s?";
              return shuffled(tale, question.formatted(end.name()), end.answer(), answers, random);
            });
  }

  private static Optional<Quiz> howMany(Tale tale, int depth, Random random) {
    String number = tale.nodes.get(0).number();
    String what = number.substring(number.indexOf(' ') + 1);
    List<String> answers = new ArrayList<>();
    tale.nodes.forEach(node -> answers.add(node.number()));
    IntStream.iterate(Tale.MOST, i -> i >= Tale.LEAST, i -> i - 1)
        .mapToObj(i -> i + " " + what)
        .filter(other -> answers.size() < CHOICES && !answers.contains(other))
        .forEach(answers::add);
    return tale.chain(random.nextInt(2), depth)
        .map(
            end ->
                shuffled(
                    tale,
                    "How many has the %s?".formatted(end.name()),
                    end.number(),
                    answers,
                    random));
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
          return shuffled(tale, question, "the " + end.name(), answers, random);
        });
  }

  private static Quiz shuffled(
      Tale tale, String question, String right, List<String> answers, Random random) {
    List<String> choices = new ArrayList<>(answers);
    Collections.shuffle(choices, random);
    String text = String.join(" ", tale.facts) + " " + question;
    return new Quiz(text, List.copyOf(choices), choices.indexOf(right));
  }

  /** Question and answer as text. */
  String answered() {
    return "Question: " + text + "\nAnswer: " + choices.get(right);
  }

  /** Question, choices with letters, and the right letter as text. */
  String lettered() {
    return text + "\n" + lines(choices) + "\nAnswer: " + letter(right);
  }

  /** Choices with their letters, a line each. */
  static String lines(List<String> choices) {
    return IntStream.range(0, choices.size())
        .mapToObj(i -> letter(i) + ". " + choices.get(i))
        .collect(Collectors.joining("\n"));
  }

  /** The letter of a choice. */
  static char letter(int choice) {
    return (char) ('A' + choice);
  }
}
