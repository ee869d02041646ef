package minitron.eval.metric;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How much of a right text another text has, by ROUGE: words are runs of a to z and 0 to 9 in lower
 * case, without stemming.
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
    return of(common(rightWords, words), rightWords.size(), words.size());
  }

  /** ROUGE-n: runs of n words in common. */
  public static Rouge runs(int n, String right, String text) {
    Map<List<String>, Integer> rightRuns = runs(n, words(right));
    Map<List<String>, Integer> runs = runs(n, words(text));
    int common = 0;
    for (Map.Entry<List<String>, Integer> run : runs.entrySet()) {
      common += Math.min(run.getValue(), rightRuns.getOrDefault(run.getKey(), 0));
    }
    return of(common, count(rightRuns), count(runs));
  }

  /** The harmonic mean of both; 0 where nothing is in common. */
  public double f1() {
    return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
  }

  private static Rouge of(int common, int right, int given) {
    // Without words on either side nothing is in common, and both are 0.
    return new Rouge(common / Math.max(1.0, given), common / Math.max(1.0, right));
  }

  private static List<String> words(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
    return plain.isEmpty() ? List.of() : Arrays.asList(plain.split(" ", -1));
  }

  private static Map<List<String>, Integer> runs(int n, List<String> words) {
    Map<List<String>, Integer> runs = new HashMap<>();
    for (int i = 0; i + n <= words.size(); i++) {
      runs.merge(words.subList(i, i + n), 1, Integer::sum);
    }
    return runs;
  }

  private static int count(Map<List<String>, Integer> runs) {
    return runs.values().stream().mapToInt(count -> count).sum();
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
