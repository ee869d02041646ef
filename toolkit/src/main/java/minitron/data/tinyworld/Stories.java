package minitron.data.tinyworld;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Stories without end: page after page, each a function of register, seed and its number alone, so
 * that any place of the stream can be read without the pages before it.
 *
 * @param register the manner of telling
 * @param seed which of the endless streams
 */
public record Stories(Register register, long seed) {
  private static final int STORIES = 5;
  private static final int TOLD = 8;
  private static final int RETOLD = 8;
  private static final int LISTED = 20;

  // Of a hundred stories, so many are …
  private static final int SUMS = 4;
  private static final int QUIZZES = 14;
  private static final int HEADED = 10;

  /** How many links there are at most from a noun to a fact stated outright. */
  static final int DEEPEST = 4;

  /** A page: some stories with blank lines between them and after the last. */
  public String page(long number) {
    return page(number, DEEPEST);
  }

  /**
   * A page of stories for beginners.
   *
   * @param deepest how many links there are at most from a noun to a fact stated outright
   */
  public String page(long number, int deepest) {
    Random random = new Random(mixed(seed, number));
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

  private static long mixed(long seed, long number) {
    // Neighbouring seeds of java.util.Random begin alike; SplitMix64's last step parts them.
    long z = seed * 0x9E3779B97F4A7C15L + number;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private String story(Nouns nouns, int deepest, Random random) {
    Kind kind = Kind.all().get(random.nextInt(Kind.all().size()));
    Tale tale = new Tale(kind, register.other(), false, nouns, random);
    int form = random.nextInt(100);
    if (deepest == 0) {
      return plain(tale, kind, deepest, random);
    }
    if (form < SUMS) {
      return Sum.of(false, nouns, random).map(Sum::solved).orElseThrow();
    }
    if (form < SUMS + QUIZZES) {
      return quiz(tale, kind, form % 2 == 0, deepest, random);
    }
    boolean headed = form < SUMS + QUIZZES + HEADED;
    return (headed ? kind.label() + ": " : "") + plain(tale, kind, deepest, random);
  }

  private static String quiz(Tale tale, Kind kind, boolean lettered, int deepest, Random random) {
    Quiz quiz = Quiz.of(tale, kind, random.nextInt(Math.min(2, deepest) + 1), random).orElseThrow();
    return lettered ? quiz.lettered() : quiz.answered();
  }

  private static String plain(Tale tale, Kind kind, int deepest, Random random) {
    tale.roots(2 + random.nextInt(deepest == 0 ? 2 : 3));
    int links = deepest == 0 ? 0 : 2 + random.nextInt(2 + deepest);
    for (int i = 0; i < links; i++) {
      tale.link(parent(tale, deepest, random), random.nextDouble() < 0.75);
    }
    if (deepest == 0 && random.nextBoolean()) {
      return list(kind, tale, random);
    }
    List<String> told = deepest == 0 ? retold(tale, random) : told(tale, random);
    return String.join(" ", tale.facts()) + " " + String.join(" ", told);
  }

  /** For beginners, nouns with what holds for them, again and again. */
  private static String list(Kind kind, Tale tale, Random random) {
    List<Node> nodes = tale.nodes();
    String entries =
        IntStream.range(0, LISTED)
            .mapToObj(i -> entry(nodes, i, random))
            .collect(Collectors.joining(", "));
    return kind.label() + ": " + entries + ".";
  }

  private static String entry(List<Node> nodes, int place, Random random) {
    boolean first = place < nodes.size();
    Node node = nodes.get(first ? place : random.nextInt(nodes.size()));
    boolean number = !node.number().isEmpty() && (first || random.nextBoolean());
    return node.name() + " " + (number ? node.number() : node.answer());
  }

  /** For beginners, much of what follows, again and again: most words can be foretold. */
  private static List<String> retold(Tale tale, Random random) {
    return random
        .ints(RETOLD, 0, tale.nodes().size())
        .mapToObj(i -> told(tale, tale.nodes().get(i), random))
        .toList();
  }

  /** A noun that can be linked to; deep ones more often, so that chains grow. */
  private static Node parent(Tale tale, int deepest, Random random) {
    List<Node> able =
        tale.nodes().stream()
            .filter(node -> node.depth() < deepest && !Words.SMALL.contains(node.name()))
            .toList();
    Node one = able.get(random.nextInt(able.size()));
    Node two = able.get(random.nextInt(able.size()));
    return one.depth() > two.depth() ? one : two;
  }

  /** What follows, the deepest nouns first, as no answer may be read off one told before. */
  private static List<String> told(Tale tale, Random random) {
    List<Node> nodes = new ArrayList<>(tale.nodes());
    Collections.shuffle(nodes, random);
    return nodes.stream()
        .limit(TOLD)
        .sorted(Comparator.comparing(node -> -node.depth()))
        .map(node -> told(tale, node, random))
        .toList();
  }

  private static String told(Tale tale, Node node, Random random) {
    boolean number = !node.number().isEmpty() && random.nextBoolean();
    return number ? tale.tellNumber(node) : tale.tell(node);
  }
}
