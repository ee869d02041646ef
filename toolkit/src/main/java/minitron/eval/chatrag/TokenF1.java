package minitron.eval.chatrag;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import minitron.python.PythonText;

/**
 * F1 over the words of a text, in lower case and without punctuation and articles (ParlAI's, which
 * ChatRAG-Bench takes).
 */
public final class TokenF1 {
  private static final Pattern PUNCTUATION =
      Pattern.compile("[!\"#$%&()*+,\\-./:;<=>?@\\[\\]\\\\^`{|}~_']");

  /**
   * Python's notion of a letter: Java's has combining marks too. The letter behind U+FFFF makes
   * Java look behind by characters, not by halves of them.
   */
  private static final String WORD = "[\\p{L}\\p{N}_\uD801\uDC00]";

  private static final Pattern ARTICLE =
      Pattern.compile("(?<!" + WORD + ")(?:a|an|the)(?!" + WORD + ")");

  private TokenF1() {}

  /** The best over the answers that are not blank; empty if all are. */
  public static OptionalDouble best(String prediction, List<String> answers) {
    List<String> guessed = words(prediction);
    return answers.stream()
        .filter(answer -> !PythonText.strip(answer).isEmpty())
        .mapToDouble(answer -> f1(guessed, words(answer)))
        .max();
  }

  static List<String> words(String text) {
    String plain = PUNCTUATION.matcher(PythonText.lower(text)).replaceAll(" ");
    return PythonText.split(ARTICLE.matcher(plain).replaceAll(" "));
  }

  private static double f1(List<String> guessed, List<String> right) {
    int common = common(guessed, right);
    if (common == 0) {
      return 0;
    }
    double precision = (double) common / guessed.size();
    double recall = (double) common / right.size();
    return 2 * precision * recall / (precision + recall);
  }

  /** How many words both have, each as often as both have it. */
  private static int common(List<String> guessed, List<String> right) {
    Map<String, Integer> left = new HashMap<>();
    guessed.forEach(word -> left.merge(word, 1, Integer::sum));
    List<String> found = new ArrayList<>();
    for (String word : right) {
      if (left.merge(word, -1, Integer::sum) >= 0) {
        found.add(word);
      }
    }
    return found.size();
  }
}
