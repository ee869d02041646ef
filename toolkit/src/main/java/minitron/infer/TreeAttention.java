package minitron.infer;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import minitron.infer.TokenTree.Run;
import minitron.model.Attention;
import minitron.model.ModelConfig;
import minitron.model.Rope;
import minitron.tensor.Seen;

/**
 * Attention in a {@link TokenTree}: runs of like size are attended together, padded on the right.
 */
final class TreeAttention {
  /** Padding may at most double the work of a group. */
  private static final int WASTE = 2;

  /** Keys that a group may hold, padding included. */
  private static final int GROUP_KEYS = 16_384;

  private TreeAttention() {}

  /** Every token sees those on its way from the root. */
  static Attention of(TokenTree tree, ModelConfig config, NDManager manager) {
    int tokens = tree.tokens();
    Rope rope = Rope.at(config, tree.depths(), manager);
    var order = new long[tokens];
    List<List<Run>> groups = groups(tree.runs());
    long padded = 0;
    for (List<Run> group : groups) {
      int longest = longest(group);
      for (Run run : group) {
        for (int t = 0; t < run.length(); t++) {
          order[run.path()[run.past() + t]] = padded + t;
        }
        padded += longest;
      }
    }
    var arrays = new NDList();
    groups.forEach(group -> add(arrays, group, longest(group), manager));
    Seen seen = Seen.inTree(rope.cosT1D(), rope.sinT1D(), manager.create(order), arrays);
    return layer -> seen;
  }

  private static int longest(List<Run> group) {
    return group.get(group.size() - 1).length();
  }

  /** The runs, shortest first, those without a past by themselves. */
  private static List<List<Run>> groups(List<Run> runs) {
    List<Run> sorted =
        runs.stream()
            .sorted(
                Comparator.comparing((Run run) -> run.past() > 0)
                    .thenComparing(Run::length)
                    .thenComparing(run -> run.path().length))
            .toList();
    List<List<Run>> groups = new ArrayList<>();
    List<Run> group = new ArrayList<>();
    for (Run run : sorted) {
      if (!group.isEmpty() && !fits(group, run)) {
        groups.add(group);
        group = new ArrayList<>();
      }
      group.add(run);
    }
    groups.add(group);
    return groups;
  }

  /** Whether a run, no shorter than those of a group, goes with them. */
  private static boolean fits(List<Run> group, Run run) {
    if (run.past() > 0 != group.get(0).past() > 0) {
      return false;
    }
    int rows = group.size() + 1;
    long seen = run.path().length;
    long work = seen * run.length();
    for (Run other : group) {
      seen = Math.max(seen, other.path().length);
      work += (long) other.length() * other.path().length;
    }
    return seen * rows * run.length() <= WASTE * work && rows * seen <= GROUP_KEYS;
  }

  private static void add(NDList arrays, List<Run> group, int longest, NDManager manager) {
    int seen = group.stream().mapToInt(run -> run.path().length).max().orElseThrow();
    var query = new long[group.size() * longest];
    var key = new long[group.size() * seen];
    for (int r = 0; r < group.size(); r++) {
      Run run = group.get(r);
      for (int s = 0; s < run.path().length; s++) {
        key[r * seen + s] = run.path()[s];
      }
      for (int t = 0; t < run.length(); t++) {
        query[r * longest + t] = run.path()[run.past() + t];
      }
    }
    int[] past = group.stream().mapToInt(Run::past).toArray();
    arrays.add(manager.create(query, new Shape(group.size(), longest)));
    arrays.add(manager.create(key, new Shape(group.size(), seen)));
    arrays.add(manager.create(past));
  }
}
