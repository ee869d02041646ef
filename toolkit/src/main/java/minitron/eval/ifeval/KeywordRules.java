package minitron.eval.ifeval;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import minitron.python.PythonText;

/** Words and letters that must be there, so often, or not at all. */
final class KeywordRules {
  static final Rule EXISTENCE =
      new Rule(
          asked -> "has the words " + listed(asked, "keywords"),
          asked -> {
            List<Pattern> patterns = patterns(asked, "keywords", "");
            return text -> patterns.stream().allMatch(word -> word.matcher(text).find());
          });

  static final Rule FORBIDDEN_WORDS =
      new Rule(
          asked -> "has none of the words " + listed(asked, "forbidden_words"),
          asked -> {
            List<Pattern> patterns = patterns(asked, "forbidden_words", "\\b");
            return text -> patterns.stream().noneMatch(word -> word.matcher(text).find());
          });

  static final Rule FREQUENCY =
      new Rule(
          asked ->
              "has \"%s\" %s times"
                  .formatted(
                      asked.stripped("keyword"), asked.relationInWords("relation", "frequency")),
          KeywordRules::frequency);

  static final Rule LETTER_FREQUENCY =
      new Rule(
          asked ->
              "has the letter \"%s\" %s times"
                  .formatted(
                      asked.letter("letter"),
                      asked.relationInWords("let_relation", "let_frequency")),
          KeywordRules::letterFrequency);

  private KeywordRules() {}

  private static String listed(Kwargs asked, String name) {
    return String.join(", ", asked.texts(name));
  }

  private static List<Pattern> patterns(Kwargs asked, String name, String edge) {
    return asked.texts(name).stream().map(word -> asked.pattern(name, edge + word + edge)).toList();
  }

  private static Predicate<String> frequency(Kwargs asked) {
    Pattern pattern = asked.pattern("keyword", asked.stripped("keyword"));
    IntPredicate relation = asked.relation("relation", "frequency");
    return text -> relation.test((int) pattern.matcher(text).results().count());
  }

  /** The harness draws another letter for one that is not of a to z; here it is counted itself. */
  private static Predicate<String> letterFrequency(Kwargs asked) {
    int letter = PythonText.lower(asked.letter("letter")).codePointAt(0);
    IntPredicate relation = asked.relation("let_relation", "let_frequency");
    return text ->
        relation.test((int) PythonText.lower(text).codePoints().filter(c -> c == letter).count());
  }
}
