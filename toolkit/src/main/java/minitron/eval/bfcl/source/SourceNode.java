package minitron.eval.bfcl.source;

import java.util.ArrayList;
import java.util.List;

/**
 * A node of a source's tree.
 *
 * @param kind the rule's name, or the token's own text
 * @param start the first character's place
 * @param end the place behind the last
 * @param parts the nodes within; none for a token
 */
record SourceNode(String kind, int start, int end, List<SourceNode> parts) {
  boolean is(String other) {
    return kind.equals(other);
  }

  /** The first part of a kind; null if there is none. */
  SourceNode first(String wanted) {
    return parts.stream().filter(part -> part.is(wanted)).findFirst().orElse(null);
  }

  /** This node behind others that it takes for its first parts. */
  SourceNode around(List<SourceNode> before) {
    List<SourceNode> all = new ArrayList<>(before);
    all.addAll(parts);
    int from = before.isEmpty() ? start : before.get(0).start;
    return new SourceNode(kind, from, end, all);
  }
}
