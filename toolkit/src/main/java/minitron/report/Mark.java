package minitron.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/** How a number in a table is marked: the best is bold, the second best underlined. */
public enum Mark {
  /** Not marked. */
  NONE("", "", ""),
  /** Bold. */
  BEST("<b>", "</b>", "**"),
  /** Underlined. */
  SECOND("<u>", "</u>", "_");

  private final String open;
  private final String close;
  private final String plain;

  Mark(String open, String close, String plain) {
    this.open = open;
    this.close = close;
    this.plain = plain;
  }

  /**
   * The marks of some numbers, of which the highest is the best. Numbers are compared as they are
   * shown, and equal ones get the same mark. A single number gets none.
   *
   * @param values NaN for a missing one
   * @param decimals how many are shown
   */
  public static List<Mark> of(List<Double> values, int decimals) {
    List<String> shown =
        values.stream().map(v -> v.isNaN() ? "" : Numbers.fixed(v, decimals)).toList();
    TreeSet<Double> ranks = new TreeSet<>(Collections.reverseOrder());
    shown.stream().filter(text -> !text.isEmpty()).map(Mark::number).forEach(ranks::add);
    long there = shown.stream().filter(text -> !text.isEmpty()).count();
    List<Double> order = new ArrayList<>(ranks);
    return shown.stream()
        .map(text -> text.isEmpty() || there < 2 ? NONE : mark(order.indexOf(number(text))))
        .toList();
  }

  private static double number(String shown) {
    return Double.parseDouble(shown.replace(",", ""));
  }

  private static Mark mark(int rank) {
    return rank == 0 ? BEST : rank == 1 ? SECOND : NONE;
  }

  String html(String text) {
    return open + Html.escape(text) + close;
  }

  String plain(String text) {
    return plain + text + plain;
  }
}
