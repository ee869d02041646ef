package minitron.tinyworld;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Lettered questions about one tale, one after the other, each with its choices in another order:
 * to say the letter of an answer is a step of its own, and is learned only where it comes often.
 *
 * @param kind what the questions are about
 * @param tale whose nouns are asked about
 * @param random where choices come from
 */
record Drill(Kind kind, Tale tale, Random random) {
  private static final String HEAD =
      "The following are multiple choice questions (with answers) about %s.\n\n";

  // Of a hundred drills, so many begin as MMLU's prompts do, …
  private static final int HEADED = 50;

  // … and after so many of a hundred questions every choice is told with its letter.
  private static final int TOLD = 40;

  /** So many questions about a tale whose chains have at most so many links; empty if none fit. */
  Optional<String> of(int questions, int links) {
    if (!tale.roots(Quiz.CHOICES)) {
      return Optional.empty();
    }
    for (int i = 0; i < 2 * links; i++) {
      List<Node> able = tale.nodes.stream().filter(node -> node.depth() < links).toList();
      Node parent = able.get(random.nextInt(able.size()));
      if (!Nouns.SMALL.contains(parent.name())) {
        tale.link(parent, random.nextDouble() < 0.75);
      }
    }
    List<String> told = new ArrayList<>();
    for (int i = 0; i < questions; i++) {
      Node about = tale.nodes.get(random.nextInt(tale.nodes.size()));
      Quiz quiz = Quiz.about(about, kind, tale, random);
      told.add(random.nextInt(100) < TOLD ? quiz.withLetters(random) : quiz.lettered());
    }
    String head = random.nextInt(100) < HEADED ? HEAD.formatted(kind.subjectInWords()) : "";
    return Optional.of(head + String.join(" ", tale.facts) + " " + String.join("\n\n", told));
  }
}
