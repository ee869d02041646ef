package minitron.eval.mtbench;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minitron.python.PythonJson;

/** The number in a judgment: the first in double brackets, else the first in single ones. */
public final class Rating {
  private static final int DIGITS = Pattern.UNICODE_CHARACTER_CLASS;
  private static final String NUMBER = "(\\d+\\.?\\d*)";
  private static final Pattern ONE = Pattern.compile("\\[\\[" + NUMBER + "]]", DIGITS);
  private static final Pattern ONE_ELSE = Pattern.compile("\\[" + NUMBER + "]", DIGITS);
  private static final String TWO_NUMBERS = NUMBER + ",\\s?" + NUMBER;
  private static final Pattern TWO = Pattern.compile("\\[\\[" + TWO_NUMBERS + "]]", DIGITS);
  private static final Pattern TWO_ELSE = Pattern.compile("\\[" + TWO_NUMBERS + "]", DIGITS);

  /** Ratings no further apart than this are a tie. */
  private static final double TIE = .1;

  /** Digits of the longest whole number that Python reads. */
  private static final int LONGEST = 4300;

  private Rating() {}

  /**
   * The rating, a Long or BigInteger or Double as it is written and in whatever range; empty for
   * −1: there is none, or it is {@link #unreadable}.
   */
  public static Optional<Number> of(String judgment) {
    return match(judgment, ONE, ONE_ELSE).flatMap(match -> literal(match.group(1)));
  }

  /** Whether the rating is a number that the original stumbles over, such as {@code [[07]]}. */
  public static boolean unreadable(String judgment) {
    return match(judgment, ONE, ONE_ELSE).isPresent() && of(judgment).isEmpty();
  }

  private static Optional<Matcher> match(String text, Pattern first, Pattern other) {
    Matcher match = first.matcher(text);
    if (match.find()) {
      return Optional.of(match);
    }
    Matcher second = other.matcher(text);
    return second.find() ? Optional.of(second) : Optional.empty();
  }

  /** Python's literal: a whole number has no leading zeros unless it is 0, and digits are ASCII. */
  private static Optional<Number> literal(String text) {
    if (!text.matches("[0-9.]+")) {
      return Optional.empty();
    }
    if (text.contains(".")) {
      return Optional.of(Double.valueOf(text));
    }
    return text.length() > LONGEST || text.matches("0+[1-9].*")
        ? Optional.empty()
        : Optional.of(PythonJson.whole(new BigInteger(text)));
  }

  /**
   * Which of two answers a judgment prefers.
   *
   * @param format what the judge was asked for: {@code [[A]]} or {@code [[rating_a,rating_b]]}
   * @return A, B, tie or error
   */
  public static String winner(String format, String judgment) {
    if (format.equals("[[A]]")) {
      return judgment.contains("[[A]]")
          ? "A"
          : judgment.contains("[[B]]") ? "B" : judgment.contains("[[C]]") ? "tie" : "error";
    }
    Optional<Matcher> match = match(judgment, TWO, TWO_ELSE);
    Optional<Number> first = match.flatMap(both -> literal(both.group(1)));
    Optional<Number> second = match.flatMap(both -> literal(both.group(2)));
    if (first.isEmpty() || second.isEmpty()) {
      return "error";
    }
    double apart = apart(first.get(), second.get());
    return Math.abs(apart) <= TIE ? "tie" : apart > 0 ? "A" : "B";
  }

  /** As Python subtracts: whole numbers exactly. */
  private static double apart(Number first, Number second) {
    return first instanceof Double || second instanceof Double
        ? first.doubleValue() - second.doubleValue()
        : new BigDecimal(first.toString())
            .subtract(new BigDecimal(second.toString()))
            .doubleValue();
  }

  /**
   * Of two verdicts on the same answers, the second with the answers' order turned: both agree, or
   * it is a tie.
   *
   * @param first as {@link #winner} gives it
   * @param turned the same, A and B exchanged back by this method
   */
  public static String ofBothOrders(String first, String turned) {
    String back = turned.equals("A") ? "B" : turned.equals("B") ? "A" : turned;
    return first.equals(back) ? first : "tie";
  }
}
