package minitron.eval.ifeval;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import minitron.python.PythonRegex;
import minitron.python.PythonText;

/** What a text must hold, or must not. */
final class ContentRules {
  private static final Pattern PLACEHOLDER = PythonRegex.compile("\\[.*?\\]");

  static final Rule PLACEHOLDERS =
      new Rule(
          asked -> "at least " + asked.count("num_placeholders") + " placeholders in [brackets]",
          asked -> {
            int least = asked.count("num_placeholders");
            return text -> count(PLACEHOLDER, text) >= least;
          });

  static final Rule POSTSCRIPT =
      new Rule(
          asked -> "a postscript after " + asked.stripped("postscript_marker"),
          ContentRules::postscript);

  static final Rule CONSTRAINED =
      Rule.plain(
          "\"My answer is yes.\", \"My answer is no.\" or \"My answer is maybe.\"",
          text ->
              Stream.of("yes", "no", "maybe")
                  .anyMatch(a -> text.contains("My answer is " + a + ".")));

  static final Rule NO_COMMA = Rule.plain("no comma", text -> !text.contains(","));

  private ContentRules() {}

  private static int count(Pattern pattern, String text) {
    return (int) pattern.matcher(text).results().count();
  }

  private static Predicate<String> postscript(Kwargs asked) {
    String marker = asked.stripped("postscript_marker");
    String regex =
        switch (marker) {
          case "P.P.S" -> "p\\.\\s?p\\.\\s?s";
          case "P.S." -> "p\\.\\s?s\\.";
          default -> PythonText.lower(marker);
        };
    Pattern pattern = PythonRegex.compile("\\s*" + regex + ".*$", PythonRegex.MULTILINE);
    return text -> pattern.matcher(PythonText.lower(text)).find();
  }
}
