package minitron.eval.ifeval;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import minitron.python.PythonRegex;
import minitron.python.PythonText;

/** How many sentences, words and paragraphs, and how a paragraph begins. */
final class LengthRules {
  static final Rule SENTENCES =
      new Rule(
          asked -> asked.relationInWords("relation", "num_sentences") + " sentences",
          asked -> {
            IntPredicate relation = asked.relation("relation", "num_sentences");
            return text -> relation.test(Punkt.sentences(text).size());
          });

  static final Rule WORDS =
      new Rule(
          asked -> asked.relationInWords("relation", "num_words") + " words",
          asked -> {
            IntPredicate relation = asked.relation("relation", "num_words");
            return text -> relation.test(words(text));
          });

  static final Rule PARAGRAPHS =
      new Rule(
          asked -> asked.count("num_paragraphs") + " paragraphs with *** between them",
          asked -> {
            int wanted = asked.count("num_paragraphs");
            return text -> paragraphs(text) == wanted;
          });

  static final Rule FIRST_WORD =
      new Rule(
          asked ->
              "%d paragraphs with a blank line between them, of which number %d begins with \"%s\""
                  .formatted(
                      asked.count("num_paragraphs"),
                      asked.count("nth_paragraph"),
                      asked.text("first_word")),
          LengthRules::firstWord);

  /** As Python's {@code regex} has it, with which NLTK splits: ½ is no word, and accents are. */
  private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern DIVIDER = PythonRegex.compile("\\s?\\*\\*\\*\\s?");
  private static final String PUNCTUATION = ".,?!'\"";

  private LengthRules() {}

  private static int words(String text) {
    return (int) WORD.matcher(text).results().count();
  }

  /** Parts between dividers, less a blank first or last one; −1 if a blank one is elsewhere. */
  private static int paragraphs(String text) {
    String[] parts = DIVIDER.split(text, -1);
    int count = parts.length;
    for (int i = 0; i < parts.length; i++) {
      if (isBlank(parts[i])) {
        if (i > 0 && i < parts.length - 1) {
          return -1;
        }
        count--;
      }
    }
    return count;
  }

  private static boolean isBlank(String text) {
    return PythonText.strip(text).isEmpty();
  }

  private static Predicate<String> firstWord(Kwargs asked) {
    int wanted = asked.count("num_paragraphs");
    int nth = asked.count("nth_paragraph");
    String word = PythonText.lower(asked.text("first_word"));
    return text -> {
      List<String> parts = Arrays.asList(text.split("\n\n", -1));
      long count = parts.stream().filter(part -> !isBlank(part)).count();
      // The n-th of all parts: a blank one counts here, though not in how many there are.
      return nth <= count
          && !isBlank(parts.get(nth - 1))
          && count == wanted
          && begin(parts.get(nth - 1)).equals(word);
    };
  }

  /** The first word in lower case, without quotes before it, up to the first punctuation. */
  private static String begin(String paragraph) {
    String word =
        PythonText.split(paragraph).get(0).replaceFirst("^'+", "").replaceFirst("^\"+", "");
    var begin = new StringBuilder();
    word.codePoints()
        .takeWhile(c -> PUNCTUATION.indexOf(c) < 0)
        .forEach(c -> begin.append(PythonText.lower(Character.toString(c))));
    return begin.toString();
  }
}
