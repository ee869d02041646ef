package minitron.tinyworld;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The facts of one story while it grows: first two or three stated outright, then links, each from
 * a new noun to one that was told of before. What follows for a noun is reached link by link.
 *
 * <p>A tale is made either of facts that stories may tell or of held-out ones, never of both.
 */
final class Tale {
  /** The most dots of a thing, and the most that someone has in a sum. */
  static final int MOST = 9;

  /** The fewest of them, so that a plural is right. */
  static final int LEAST = 2;

  /** The thing with fewer has at most so many, and the one with more has more than that. */
  private static final int FEW = 4;

  private final Kind kind;
  private final double other;
  private final boolean heldOut;
  private final Nouns nouns;
  private final Random random;
  private final int[] wording;
  private final List<String> facts = new ArrayList<>();
  private final List<String> entries = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();

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

  /** The sentences so far, without what follows from them. */
  List<String> facts() {
    return facts;
  }

  /** The same facts in two words each: {@code bag Rome}, and {@code cup bag} for a link. */
  List<String> entries() {
    return entries;
  }

  /** The nouns so far; those of outright facts first. */
  List<Node> nodes() {
    return nodes;
  }

  /**
   * Tells so many outright facts, of nouns for which different things follow; false if it cannot.
   */
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
        Nouns.deal(nouns.containers(), card -> !card.equals(small) && allowed(card, small));
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
    return random.nextBoolean()
        ? count(few, many, what) && count(many, few, what)
        : count(many, few, what) && count(few, many, what);
  }

  private boolean count(int own, int others, String what) {
    String number = own + " " + what;
    Optional<String> thing =
        Nouns.deal(nouns.containers(), card -> fresh(card) && allowed(card, number));
    thing.ifPresent(
        name -> {
          facts.add(kind.root(wording[0], name, number));
          entries.add(name + " " + number);
          nodes.add(new Node(name, 0, own > others ? "more" : "fewer", number));
        });
    return thing.isPresent();
  }

  private boolean stated(int number, Deck answers) {
    for (int i = 0; i < number; i++) {
      String answer = answers.next();
      Optional<String> thing =
          Nouns.deal(nouns.containers(), card -> fresh(card) && allowed(card, answer));
      if (thing.isEmpty()) {
        return false;
      }
      facts.add(kind.root(wording[0], thing.get(), answer));
      entries.add(thing.get() + " " + answer);
      nodes.add(new Node(thing.get(), 0, answer, ""));
    }
    return true;
  }

  /** Links a new noun to one told of before; empty if none is allowed. */
  Optional<Node> link(Node parent, boolean mayHold) {
    String follows = kind == Kind.COUNT ? parent.number() : parent.answer();
    // Items see themselves to what may follow; and big or small is no fact to be held out.
    boolean free = heldOut || kind == Kind.SIZE;
    Deck deck = mayHold ? nouns.containers() : nouns.small();
    Optional<Node> child =
        Nouns.deal(
                deck,
                card ->
                    fresh(card) && allowed(card, parent.name()) && (free || allowed(card, follows)))
            .map(name -> new Node(name, parent.depth() + 1, parent.answer(), parent.number()));
    child.ifPresent(
        node -> {
          facts.add(kind.link(wording[1], node.name(), parent.name()));
          entries.add(node.name() + " " + parent.name());
          nodes.add(node);
        });
    return child;
  }

  /** Tells at once what follows for the noun of the last fact, as a part of the facts. */
  void tellAtOnce(Node node, boolean number) {
    facts.add(tell(node, number));
    int last = entries.size() - 1;
    entries.set(last, entries.get(last) + " " + follows(node, number));
  }

  /** Links so many new nouns to an outright fact, one to the other; the last of them. */
  Optional<Node> chain(int root, int depth) {
    Optional<Node> end = Optional.of(nodes.get(root));
    for (int i = 1; i <= depth && end.isPresent(); i++) {
      end = link(end.get(), i < depth);
    }
    return end;
  }

  /** The sentence about what follows for a noun. */
  String tell(Node node) {
    return tell(node, false);
  }

  /** The same, or the sentence about how many dots it has. */
  String tell(Node node, boolean number) {
    return kind.tell(wording[2], node.name(), follows(node, number));
  }

  /** What follows for a noun, or how many dots it has. */
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
