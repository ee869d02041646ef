package minitron.eval.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How much of a right text another text has, by ROUGE-L: words are runs of a to z and 0 to 9 in
 * lower case, without stemming.
 *
 * <p>Source: Lin (2004), ROUGE; in the form of google-research's rouge_score.
 *
 * @param precision the common part's share of the text
 * @param recall its share of the right text
 */
public record Rouge(double precision, double recall) {

  /** ROUGE-L: the longest words in common, in order but not next to each other. */
  public static Rouge longest(String right, String text) {
    List<String> rightWords = words(right);
    List<String> words = words(text);
    int common = common(rightWords, words);
    // Without words on either side nothing is in common, and both are 0.
    return new Rouge(
        common / Math.max(1.0, words.size()), common / Math.max(1.0, rightWords.size()));
  }

  /** The harmonic mean of both; 0 where nothing is in common. */
  public double f1() {
    return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
  }

  private static List<String> words(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
    return plain.isEmpty() ? List.of() : Arrays.asList(plain.split(" ", -1));
  }

  /** The length of the longest common subsequence, a row of the table at a time. */
  private static int common(List<String> a, List<String> b) {
    int[] above = new int[b.size() + 1];
    for (String word : a) {
      int[] row = new int[b.size() + 1];
      for (int j = 1; j < row.length; j++) {
        row[j] = word.equals(b.get(j - 1)) ? above[j - 1] + 1 : Math.max(above[j], row[j - 1]);
      }
      above = row;
    }
    return above[b.size()];
  }
}
