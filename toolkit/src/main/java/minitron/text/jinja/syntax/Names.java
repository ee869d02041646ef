package minitron.text.jinja.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The filters and tests that there are. As in Jinja2, one that there is not is an error before
 * anything is rendered, but for those in a condition's branches, which may never be needed.
 */
final class Names {
  private final Set<String> filters;
  private final Set<String> tests;
  private final List<IllegalArgumentException> pending = new ArrayList<>();
  private final List<Integer> open = new ArrayList<>();
  private final List<String> read = new ArrayList<>();
  private int soft;
  private int loops;

  Names(Set<String> filters, Set<String> tests) {
    this.filters = filters;
    this.tests = tests;
  }

  void filter(String name, Tokens at) {
    if (!filters.contains(name)) {
      missing(at.wrong("No filter named '" + name + "'."));
    }
  }

  void test(String name, Tokens at) {
    if (!tests.contains(name)) {
      missing(at.wrong("No test named '" + name + "'."));
    }
  }

  private void missing(IllegalArgumentException error) {
    if (soft == 0) {
      pending.add(error);
    }
  }

  /** An expression begins, of which it is not known yet whether it has a condition. */
  void enterCondition() {
    open.add(pending.size());
  }

  /** It ends; what a conditional one lacks may never be needed. */
  void leaveCondition(boolean conditional) {
    int before = open.remove(open.size() - 1);
    if (conditional) {
      pending.subList(before, pending.size()).clear();
    }
  }

  /** The branches of a condition begin or end. */
  int soft(int depth) {
    int before = soft;
    soft = depth;
    return before;
  }

  /** A variable is read. */
  void read(String name) {
    read.add(name);
  }

  /** How many variables were read. */
  int reads() {
    return read.size();
  }

  /** The names of the variables that were read since. */
  Set<String> readSince(int reads) {
    return Set.copyOf(read.subList(reads, read.size()));
  }

  /** So many loops are open now, and so many were. */
  int loops(int now) {
    int before = loops;
    loops = now;
    return before;
  }

  int loops() {
    return loops;
  }

  /** Ends reading. */
  void check() {
    if (!pending.isEmpty()) {
      throw pending.get(0);
    }
  }
}
