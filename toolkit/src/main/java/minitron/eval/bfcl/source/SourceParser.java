package minitron.eval.bfcl.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a text by a grammar. A rule makes a node of its name; one whose name begins with {@code _}
 * leaves its parts where it stands, one that begins with {@code @} takes the parts before it in the
 * same rule for its own first ones.
 */
final class SourceParser {
  /** What a rule came to at a place. */
  private record Found(int end, List<SourceNode> nodes) {}

  private static final Found NOTHING = new Found(-1, List.of());

  private final Grammar grammar;
  private final SourceTokens tokens;
  private final Map<String, Map<Integer, Found>> known = new HashMap<>();

  private SourceParser(Grammar grammar, String text) {
    this.grammar = grammar;
    this.tokens = new SourceTokens(text);
  }

  /**
   * The tree of a text, a {@code program}. One bracket or name that is missing may be mended, where
   * the grammar says so: tree-sitter does it.
   *
   * @throws IllegalArgumentException if it does not fit the grammar
   */
  static SourceNode parse(Grammar grammar, String text) {
    var parser = new SourceParser(grammar, text);
    Found found = parser.rule("program", 0);
    if (found.end < 0 || parser.tokens.blanks(found.end, new ArrayList<>()) < text.length()) {
      throw new IllegalArgumentException("a syntax error");
    }
    SourceNode root = found.nodes.get(found.nodes.size() - 1);
    if (mended(root) > 1) {
      throw new IllegalArgumentException("brackets are missing");
    }
    return root;
  }

  private static int mended(SourceNode node) {
    return node.is("mended") ? 1 : node.parts().stream().mapToInt(SourceParser::mended).sum();
  }

  private Found rule(String name, int at) {
    Map<Integer, Found> places = known.computeIfAbsent(name, any -> new HashMap<>());
    Found before = places.get(at);
    if (before != null) {
      return before;
    }
    List<SourceNode> parts = new ArrayList<>();
    int end = match(grammar.rule(name), at, parts);
    Found found = end < 0 ? NOTHING : new Found(end, named(name, at, end, parts));
    places.put(at, found);
    return found;
  }

  /** Comments before a node's first token stand before the node. */
  private static List<SourceNode> named(String name, int at, int end, List<SourceNode> parts) {
    if (name.startsWith("_")) {
      return parts;
    }
    int comments = 0;
    while (comments < parts.size() && parts.get(comments).is(SourceTokens.COMMENT)) {
      comments++;
    }
    List<SourceNode> own = parts.subList(comments, parts.size());
    int from = own.isEmpty() ? at : own.get(0).start();
    int to = own.isEmpty() ? end : own.get(own.size() - 1).end();
    List<SourceNode> all = new ArrayList<>(parts.subList(0, comments));
    all.add(new SourceNode(name, from, to, List.copyOf(own)));
    return all;
  }

  /** Where a rule ends that begins at a place, -1 if it does not fit; adds its nodes. */
  private int match(Rule rule, int at, List<SourceNode> nodes) {
    if (rule instanceof Rule.Literal literal) {
      return tokens.literal(literal.text(), at, nodes);
    }
    if (rule instanceof Rule.Token token) {
      return tokens.token(token, at, nodes);
    }
    if (rule instanceof Rule.Name name) {
      return name(name.name(), at, nodes);
    }
    if (rule instanceof Rule.Sequence sequence) {
      return sequence(sequence.parts(), at, nodes);
    }
    if (rule instanceof Rule.Choice choice) {
      return choice(choice.ways(), at, nodes);
    }
    if (rule instanceof Rule.Repeat repeat) {
      return repeat(repeat, at, nodes);
    }
    Rule.Look look = (Rule.Look) rule;
    boolean fits = match(look.rule(), at, new ArrayList<>()) >= 0;
    return fits == look.fits() ? at : -1;
  }

  private int name(String name, int at, List<SourceNode> nodes) {
    Found found = rule(name, at);
    if (found.end < 0) {
      return -1;
    }
    nodes.addAll(found.nodes);
    if (name.startsWith("@")) {
      fold(name.substring(1), nodes);
    }
    return found.end;
  }

  /** Makes the last node one of all that stand before it, but for comments at the very front. */
  private static void fold(String kind, List<SourceNode> nodes) {
    int first = 0;
    while (nodes.get(first).is(SourceTokens.COMMENT)) {
      first++;
    }
    List<SourceNode> whole = nodes.subList(first, nodes.size());
    SourceNode last = whole.remove(whole.size() - 1);
    SourceNode folded = last.around(whole);
    whole.clear();
    whole.add(new SourceNode(kind, folded.start(), folded.end(), folded.parts()));
  }

  private int sequence(List<Rule> parts, int at, List<SourceNode> nodes) {
    int end = at;
    for (Rule part : parts) {
      end = match(part, end, nodes);
      if (end < 0) {
        return -1;
      }
    }
    return end;
  }

  private int choice(List<Rule> ways, int at, List<SourceNode> nodes) {
    for (Rule way : ways) {
      List<SourceNode> own = new ArrayList<>(nodes);
      int end = match(way, at, own);
      if (end >= 0) {
        nodes.clear();
        nodes.addAll(own);
        return end;
      }
    }
    return -1;
  }

  private int repeat(Rule.Repeat repeat, int at, List<SourceNode> nodes) {
    int end = at;
    for (int count = 0; count < repeat.most(); count++) {
      List<SourceNode> own = new ArrayList<>(nodes);
      int next = match(repeat.rule(), end, own);
      if (next < 0 || next == end) {
        return count < repeat.least() && next != end ? -1 : end;
      }
      nodes.clear();
      nodes.addAll(own);
      end = next;
    }
    return end;
  }
}
