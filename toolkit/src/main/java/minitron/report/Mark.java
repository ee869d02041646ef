package minitron.report;

import java.util.Comparator;
import java.util.List;

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
    List<Double> shown = values.stream().map(value -> shown(value, decimals)).toList();
    List<Double> there = shown.stream().filter(value -> !value.isNaN()).toList();
    List<Double> ranks = there.stream().distinct().sorted(Comparator.reverseOrder()).toList();
    return shown.stream()
        .map(value -> there.size() < 2 ? NONE : mark(ranks.indexOf(value)))
        .toList();
  }

  private static double shown(double value, int decimals) {
    return Double.parseDouble(Numbers.fixed(value, decimals).replace(",", ""));
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
