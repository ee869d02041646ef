package minitron.tinyworld;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import minitron.tinyworld.words.Deck;
import minitron.tinyworld.words.HeldOut;
import minitron.tinyworld.words.Kind;
import minitron.tinyworld.words.Nouns;

/**
 * The facts of a story: first two or three stated facts, then links, each from a new noun to an
 * earlier one. To know what is true of a noun, follow its links.
 *
 * <p>The facts of a tale are either all held out or all not.
 */
final class Tale {
  /** The largest number of dots on a thing, and of things that someone has in a sum. */
  static final int MOST = 9;

  /** The smallest number, so that the plural is right. */
  static final int LEAST = 2;

  /** The thing with fewer dots has at most so many, the other one has more. */
  private static final int FEW = 4;

  private final Kind kind;
  private final double other;
  private final boolean heldOut;
  private final Nouns nouns;
  private final Random random;
  private final int[] wording;

  /** The sentences of the facts so far. */
  final List<String> facts = new ArrayList<>();

  /** The same facts in two words each, e.g. {@code bag Rome}, or {@code cup bag} for a link. */
  final List<String> entries = new ArrayList<>();

  /** The nouns so far; those of stated facts first. */
  final List<Node> nodes = new ArrayList<>();

  /**
   * A tale without a fact.
   *
   * @param other how often a sentence has its other wording
   */
  Tale(Kind kind, double other, boolean heldOut, Nouns nouns, Random random) {
    this.kind = kind;
    this.other = other;
    this.heldOut = heldOut;
    this.nouns = nouns;
    this.random = random;
    this.wording = new int[] {wording(), wording(), wording()};
  }

  private int wording() {
    return random.nextDouble() < other ? 1 : 0;
  }

  /** Adds so many stated facts about nouns with different answers; false if it cannot. */
  boolean roots(int number) {
    return switch (kind) {
      case SIZE -> size();
      case COUNT -> counts();
      case PLACE -> stated(number, nouns.places());
      case POSSESSION -> stated(number, nouns.people());
    };
  }

  private boolean size() {
    String small = nouns.containers().next();
    Optional<String> big =
        nouns.containers().deal(card -> !card.equals(small) && allowed(card, small));
    big.ifPresent(
        name -> {
          facts.add(kind.root(wording[0], name, small));
          entries.add(name + " big");
          entries.add(small + " small");
          nodes.add(new Node(name, 0, "big", ""));
          nodes.add(new Node(small, 0, "small", ""));
        });
    return big.isPresent();
  }

  private boolean counts() {
    int few = LEAST + random.nextInt(FEW - LEAST + 1);
    int many = FEW + 1 + random.nextInt(MOST - FEW);
    String what = nouns.marks().next();
    boolean fewFirst = random.nextBoolean();
    return count(fewFirst ? few : many, what) && count(fewFirst ? many : few, what);
  }

  private boolean count(int number, String what) {
    String marks = number + " " + what;
    return stated(marks, number > FEW ? "more" : "fewer", marks);
  }

  private boolean stated(int number, Deck answers) {
    for (int i = 0; i < number; i++) {
      String answer = answers.next();
      if (!stated(answer, answer, "")) {
        return false;
      }
    }
    return true;
  }

  /** States a fact about a new container; false if none is allowed. */
  private boolean stated(String object, String answer, String number) {
    return nouns
        .containers()
        .deal(card -> fresh(card) && allowed(card, object))
        .map(name -> new Node(name, 0, answer, number))
        .map(node -> add(node, kind.root(wording[0], node.name(), object), object))
        .isPresent();
  }

  private Node add(Node node, String fact, String object) {
    facts.add(fact);
    entries.add(node.name() + " " + object);
    nodes.add(node);
    return node;
  }

  /** Links a new noun to an earlier one; empty if no noun is allowed. */
  Optional<Node> link(Node parent, boolean mayHold) {
    String to = parent.name();
    String follows = follows(parent, kind == Kind.COUNT);
    // Items check the answers themselves; big and small are no facts that can be held out.
    boolean free = heldOut || kind == Kind.SIZE;
    Deck deck = mayHold ? nouns.containers() : nouns.small();
    return deck.deal(card -> fresh(card) && allowed(card, to) && (free || allowed(card, follows)))
        .map(name -> new Node(name, parent.depth() + 1, parent.answer(), parent.number()))
        .map(node -> add(node, kind.link(wording[1], node.name(), to), to));
  }

  /** Adds a sentence with the answer for the noun of the last fact. */
  void tellAtOnce(Node node, boolean number) {
    facts.add(tell(node, number));
    int last = entries.size() - 1;
    entries.set(last, entries.get(last) + " " + follows(node, number));
  }

  /** Adds a chain of so many links to a stated fact; returns its last noun. */
  Optional<Node> chain(int root, int depth) {
    Optional<Node> end = Optional.of(nodes.get(root));
    for (int i = 1; i <= depth && end.isPresent(); i++) {
      end = link(end.get(), i < depth);
    }
    return end;
  }

  /** The sentence with the answer for a noun, or the one that says how many dots it has. */
  String tell(Node node, boolean number) {
    return kind.tell(wording[2], node.name(), follows(node, number));
  }

  /** The answer for a noun, or how many dots it has. */
  static String follows(Node node, boolean number) {
    return number ? node.number() : node.answer();
  }

  private boolean fresh(String card) {
    return nodes.stream().noneMatch(node -> node.name().equals(card));
  }

  private boolean allowed(String subject, String object) {
    return HeldOut.pair(subject, object) == heldOut;
  }
}
