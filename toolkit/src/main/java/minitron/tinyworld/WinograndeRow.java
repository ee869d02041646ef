package minitron.tinyworld;

import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import minitron.tinyworld.words.HeldOut;
import minitron.tinyworld.words.Kind;
import minitron.tinyworld.words.Nouns;

/**
 * A WinoGrande row: two chains of held-out facts, equally long, and a sentence that is true of the
 * end of one of them.
 *
 * @param depth the number of links in a chain
 */
record WinograndeRow(
    String sentence, String option1, String option2, String answer, String kind, int depth) {
  /** How many links a chain has, by row. */
  private static final int[] DEPTHS = {0, 1, 2, 3};

  /** A row of a kind; empty if these nouns do not allow one. */
  static Optional<WinograndeRow> of(Kind kind, int index, Nouns nouns, Random random) {
    Tale tale = new Tale(kind, 0, true, nouns, random);
    int depth = DEPTHS[index % DEPTHS.length];
    if (!tale.roots(2)) {
      return Optional.empty();
    }
    Node[] ends = {tale.nodes.get(0), tale.nodes.get(1)};
    while (ends[0].depth() < depth || ends[1].depth() < depth) {
      int chain = random.nextInt(2);
      if (ends[chain].depth() < depth) {
        Optional<Node> next = tale.link(ends[chain], ends[chain].depth() + 1 < depth);
        if (next.isEmpty()) {
          return Optional.empty();
        }
        ends[chain] = next.get();
      }
    }
    return fair(kind, ends) ? Optional.of(of(tale, kind, ends, random)) : Optional.empty();
  }

  /**
   * Whether the right and the wrong sentence are both held out, so that neither can be memorized.
   */
  private static boolean fair(Kind kind, Node[] ends) {
    return kind == Kind.SIZE
        || Stream.of(ends)
            .allMatch(
                end -> heldOut(kind, end.name(), ends[0]) && heldOut(kind, end.name(), ends[1]));
  }

  private static boolean heldOut(Kind kind, String name, Node end) {
    return HeldOut.pair(name, Tale.follows(end, kind == Kind.COUNT));
  }

  private static WinograndeRow of(Tale tale, Kind kind, Node[] ends, Random random) {
    int right = random.nextInt(2);
    int first = random.nextInt(2);
    Node blank = new Node("_", 0, ends[right].answer(), "");
    return new WinograndeRow(
        String.join(" ", tale.facts) + " " + tale.tell(blank, false),
        ends[first].name(),
        ends[1 - first].name(),
        first == right ? "1" : "2",
        kind.toString(),
        ends[0].depth());
  }
}
