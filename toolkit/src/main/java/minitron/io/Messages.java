package minitron.io;

import java.util.Arrays;

/** Names and shapes from files, shortened for an error message of one line. */
public final class Messages {
  private static final int LONGEST = 80;

  private Messages() {}

  /** The name in double quotes, without control characters, cut after 80 characters. */
  public static String quote(String name) {
    return name == null ? "null" : '"' + cut(name) + '"';
  }

  /** The numbers in brackets, cut after 80 characters. */
  public static String list(long[] numbers) {
    return cut(Arrays.toString(Arrays.copyOf(numbers, Math.min(numbers.length, LONGEST))));
  }

  /** The text without control characters, cut after 80 characters. */
  public static String cut(String text) {
    String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    return start.replaceAll("[\\p{Cc}\\p{Cs}\\u2028\\u2029]", "?");
  }
}
