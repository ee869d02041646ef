package minitron.eval.ifeval;

import java.util.function.IntPredicate;
import java.util.function.Predicate;
import minitron.python.PythonText;

/** The language, and which letters are capital. */
final class CaseRules {
  private static final String ENGLISH = "en";

  static final Rule RESPONSE_LANGUAGE =
      new Rule(
          asked -> "in the language \"" + asked.text("language") + "\"",
          asked -> {
            String wanted = asked.text("language");
            return text -> Languages.mayBe(wanted, text);
          });

  static final Rule ENGLISH_CAPITAL =
      Rule.plain(
          "in English, all in capital letters",
          text -> PythonText.isUpper(text) && Languages.mayBe(ENGLISH, text));

  static final Rule ENGLISH_LOWERCASE =
      Rule.plain(
          "in English, all in lower case",
          text -> PythonText.isLower(text) && Languages.mayBe(ENGLISH, text));

  static final Rule CAPITAL_WORDS =
      new Rule(
          asked ->
              asked.relationInWords("capital_relation", "capital_frequency")
                  + " words in capital letters",
          CaseRules::capitalWords);

  private CaseRules() {}

  private static Predicate<String> capitalWords(Kwargs asked) {
    IntPredicate relation = asked.relation("capital_relation", "capital_frequency");
    return text ->
        relation.test((int) WordTokens.of(text).stream().filter(PythonText::isUpper).count());
  }
}
