package minitron.tinyworld;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minitron.tinyworld.words.Kind;
import minitron.tinyworld.words.Nouns;
import minitron.tinyworld.words.Register;
import minitron.tinyworld.words.Seeds;

/**
 * An endless stream of stories. A page depends only on register, seed and its number, so any page
 * can be made without those before it.
 *
 * @param register the style of the stories
 * @param seed the number of the stream
 */
public record Stories(Register register, long seed) {
  private static final int STORIES = 5;
  private static final int TOLD = 8;
  private static final int RETOLD = 8;
  private static final int RELISTED = 16;

  // Of a hundred stories, so many are …
  private static final int SUMS = 4;
  private static final int QUIZZES = 14;
  private static final int HEADED = 10;

  // … and of a hundred of the others so many are lists.
  private static final int LISTS = 70;

  // After so many of a hundred links the story says at once what follows.
  private static final int AT_ONCE = 30;

  /** The most links from a noun to a stated fact. */
  static final int DEEPEST = 3;

  /** A page: five stories, each with a blank line after it. */
  public String page(long number) {
    return page(number, DEEPEST);
  }

  /**
   * A page of stories with shorter chains.
   *
   * @param deepest the most links from a noun to a stated fact
   */
  public String page(long number, int deepest) {
    Random random = new Random(Seeds.mixed(seed, number));
    Nouns nouns = Nouns.of(register, random);
    return IntStream.range(0, STORIES)
        .mapToObj(i -> story(nouns, deepest, random) + "\n\n")
        .collect(Collectors.joining());
  }

  /** The first pages that have so many characters together, or a few more. */
  public String text(long characters) {
    StringBuilder text = new StringBuilder();
    for (long page = 0; text.length() < characters; page++) {
      text.append(page(page));
    }
    return text.toString();
  }

  private String story(Nouns nouns, int deepest, Random random) {
    Kind kind = Kind.ALL.get(random.nextInt(Kind.ALL.size()));
    int form = deepest == 0 ? 100 : random.nextInt(100);
    if (form < SUMS) {
      return Sum.of(false, nouns, random).map(Sum::solved).orElseThrow();
    }
    Optional<String> quiz =
        form < SUMS + QUIZZES
            ? quiz(tale(kind, nouns, random), kind, form % 2 == 0, deepest, random)
            : Optional.empty();
    boolean headed = form < SUMS + QUIZZES + HEADED;
    return quiz.orElseGet(
        () ->
            plain(
                headed ? kind.label + ": " : "", tale(kind, nouns, random), kind, deepest, random));
  }

  private Tale tale(Kind kind, Nouns nouns, Random random) {
    return new Tale(kind, register.other, false, nouns, random);
  }

  private static Optional<String> quiz(
      Tale tale, Kind kind, boolean lettered, int deepest, Random random) {
    int depth = random.nextInt(Math.min(2, deepest) + 1);
    return Quiz.of(tale, kind, depth, random).map(lettered ? Quiz::lettered : Quiz::answered);
  }

  private static String plain(String head, Tale tale, Kind kind, int deepest, Random random) {
    tale.roots(2 + random.nextInt(deepest == 0 ? 2 : 3));
    int links = deepest == 0 ? 0 : 2 + random.nextInt(2 + deepest);
    for (int i = 0; i < links; i++) {
      Optional<Node> linked = tale.link(parent(tale, deepest, random), random.nextDouble() < 0.75);
      if (random.nextInt(100) < AT_ONCE) {
        linked.ifPresent(node -> tale.tellAtOnce(node, number(node, random)));
      }
    }
    return random.nextInt(100) < (deepest == 0 ? 50 : LISTS)
        ? list(kind, tale, deepest, random)
        : head
            + String.join(" ", tale.facts)
            + " "
            + told(tale, deepest, RETOLD, random)
                .map(node -> tale.tell(node, number(node, random)))
                .collect(Collectors.joining(" "));
  }

  /** Facts and what follows in two words each, and nothing else. */
  private static String list(Kind kind, Tale tale, int deepest, Random random) {
    return told(tale, deepest, RELISTED, random)
        .map(node -> node.name() + " " + Tale.follows(node, number(node, random)))
        .collect(
            Collectors.joining(
                ", ", kind.label + ": " + String.join(", ", tale.entries) + "; ", "."));
  }

  private static boolean number(Node node, Random random) {
    return !node.number().isEmpty() && random.nextBoolean();
  }

  /** A noun that can be linked to; those at the end of a chain more often, so that it grows. */
  private static Node parent(Tale tale, int deepest, Random random) {
    List<Node> able =
        tale.nodes.stream()
            .filter(node -> node.depth() < deepest && !Nouns.SMALL.contains(node.name()))
            .toList();
    Node one = able.get(random.nextInt(able.size()));
    Node two = able.get(random.nextInt(able.size()));
    return one.depth() > two.depth() ? one : two;
  }

  /**
   * The nouns that the story says something about: the deepest first, so that no answer repeats an
   * earlier one. Without chains it is random nouns again and again, which are easy to predict.
   */
  private static Stream<Node> told(Tale tale, int deepest, int again, Random random) {
    List<Node> nodes = new ArrayList<>(tale.nodes);
    if (deepest == 0) {
      return random.ints(again, 0, nodes.size()).mapToObj(nodes::get);
    }
    Collections.shuffle(nodes, random);
    return nodes.stream().limit(TOLD).sorted(Comparator.comparing(node -> -node.depth()));
  }
}
