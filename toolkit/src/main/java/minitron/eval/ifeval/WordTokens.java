package minitron.eval.ifeval;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import minitron.python.PythonRegex;
import minitron.python.PythonText;

/**
 * NLTK's words of a text: punctuation and the halves of contractions stand alone.
 *
 * <p>Source: nltk/tokenize/destructive.py, {@code NLTKWordTokenizer}, after Robert MacIntyre's
 * script for the Penn Treebank.
 */
final class WordTokens {
  /** A replacement of every match; $1 is the first group. */
  private record Step(Pattern pattern, String by) {
    static Step of(String regex, String by) {
      return new Step(PythonRegex.compile(regex), by);
    }

    String on(String text) {
      return pattern.matcher(text).replaceAll(by);
    }
  }

  private static final List<Step> BEFORE =
      List.of(
          Step.of("([«“‘„]|[`]+)", " $1 "),
          Step.of("^\"", "``"),
          Step.of("(``)", " $1 "),
          Step.of("([ \\(\\[{<])(\"|\\'{2})", "$1 `` "),
          Step.of("(?i)(?<!\\w)(\\')(?!(?:re|ve|ll|m|t|s|d|n)\\b)(?=\\w)", "$1 "),
          Step.of("([^\\.])(\\.)([\\]\\)}>\"\\'»”’ ]*)\\s*$", "$1 $2 $3 "),
          Step.of("([:,])([^\\d])", " $1 $2"),
          Step.of("([:,])$", " $1 "),
          Step.of("\\.{2,}", " $0 "),
          Step.of("[;@#$%&]", " $0 "),
          Step.of("[\\u2012-\\u2015]", " $0 "),
          Step.of("([^\\.])(\\.)([\\]\\)}>\"\\']*)\\s*$", "$1 $2$3 "),
          Step.of("[?!]", " $0 "),
          Step.of("([^'])' ", "$1 ' "),
          Step.of("[*]", " $0 "),
          Step.of("[\\]\\[\\(\\)\\{\\}\\<\\>]", " $0 "),
          Step.of("--", " -- "));

  private static final List<Step> AFTER =
      List.of(
          Step.of("([»”’])", " $1 "),
          Step.of("''", " '' "),
          Step.of("\"", " '' "),
          Step.of("\\s+", " "),
          Step.of("([^' ])('[sS]|'[mM]|'[dD]|') ", "$1 $2 "),
          Step.of("([^' ])('ll|'LL|'re|'RE|'ve|'VE|n't|N'T) ", "$1 $2 "),
          Step.of("(?i)\\b(can)(not)\\b", " $1 $2 "),
          Step.of("(?i)\\b(d)('ye)\\b", " $1 $2 "),
          Step.of("(?i)\\b(gim)(me)\\b", " $1 $2 "),
          Step.of("(?i)\\b(gon)(na)\\b", " $1 $2 "),
          Step.of("(?i)\\b(got)(ta)\\b", " $1 $2 "),
          Step.of("(?i)\\b(lem)(me)\\b", " $1 $2 "),
          Step.of("(?i)\\b(more)('n)\\b", " $1 $2 "),
          Step.of("(?i)\\b(wan)(na)(?=\\s)", " $1 $2 "),
          Step.of("(?i) ('t)(is)\\b", " $1 $2 "),
          Step.of("(?i) ('t)(was)\\b", " $1 $2 "));

  private WordTokens() {}

  /** The words, sentence by sentence. */
  static List<String> of(String text) {
    return Punkt.sentences(text).stream().flatMap(WordTokens::words).toList();
  }

  private static Stream<String> words(String sentence) {
    String apart = sentence;
    for (Step step : BEFORE) {
      apart = step.on(apart);
    }
    apart = " " + apart + " ";
    for (Step step : AFTER) {
      apart = step.on(apart);
    }
    return PythonText.split(apart).stream();
  }
}
