package minitron.eval.tasks;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import minitron.eval.metric.Estimate;
import minitron.eval.task.GenerateUntil;
import minitron.eval.task.ShotRule;
import minitron.eval.task.ShotSource;
import minitron.eval.task.Task;
import minitron.python.PythonText;

/**
 * GSM8K: sums in words. The model writes its way to the answer.
 *
 * <p>Rows: {@code question} and {@code answer}, which ends in {@code #### } and the number, or is
 * the number. It is read in two ways: after {@code #### }, or as the last number of the text.
 */
public final class Gsm8k {
  public static final Task TASK =
      Task.of(
          "gsm8k",
          3.0,
          "gsm8k",
          "test",
          new ShotSource("train", ShotRule.DRAW),
          new GenerateUntil(
              row -> "Question: " + row.textOrNumber("question") + "\nAnswer:",
              row -> row.textOrNumber("answer"),
              List.of("Question:", "</s>", "<|im_end|>"),
              256,
              "exact_match",
              Gsm8k::same,
              Estimate::mean,
              List.of(
                  new GenerateUntil.Filter("strict-match", Gsm8k::marked),
                  new GenerateUntil.Filter("flexible-extract", Gsm8k::last))));

  private static final Pattern MARKED = Pattern.compile("#### (-?[0-9.,]+)");
  private static final Pattern NUMBER = Pattern.compile("(-?[$0-9.,]{2,})|(-?[0-9]+)");

  /** What is left out before two answers are compared, in this order. */
  private static final List<Pattern> IGNORED =
      List.of(
          Pattern.compile(","),
          Pattern.compile("\\$"),
          Pattern.compile("(?s).*#### "),
          Pattern.compile("\\.$", Pattern.UNIX_LINES));

  private static final String NONE = "[invalid]";

  private Gsm8k() {}

  static String marked(String text) {
    return MARKED
        .matcher(text)
        .results()
        .findFirst()
        .map(match -> PythonText.strip(match.group(1)))
        .orElse(NONE);
  }

  static String last(String text) {
    List<MatchResult> numbers = NUMBER.matcher(text).results().toList();
    return numbers.isEmpty() ? NONE : PythonText.strip(numbers.get(numbers.size() - 1).group());
  }

  static double same(String read, String right) {
    return plain(read).equals(plain(right)) ? 1 : 0;
  }

  private static String plain(String text) {
    String left = text;
    for (Pattern pattern : IGNORED) {
      left = pattern.matcher(left).replaceAll("");
    }
    return left.toLowerCase(Locale.ROOT);
  }
}
