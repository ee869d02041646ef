package minitron.eval.ifeval;

import com.google.common.base.CharMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import minitron.python.PythonText;

/** How a text begins and ends, and that it is two answers. */
final class FrameRules {
  static final Rule TWO_RESPONSES =
      Rule.plain("two different responses with ****** between them", FrameRules::isTwo);

  static final Rule REPEAT_PROMPT =
      new Rule(
          asked -> "begins with the request: " + asked.stripped("prompt_to_repeat"),
          FrameRules::repeats);

  static final Rule END =
      new Rule(asked -> "ends with \"" + asked.stripped("end_phrase") + "\"", FrameRules::ends);

  static final Rule QUOTATION = Rule.plain("all in double quotation marks", FrameRules::isQuoted);

  private FrameRules() {}

  private static boolean isTwo(String text) {
    List<String> parts = Arrays.stream(text.split("\\*{6}", -1)).map(PythonText::strip).toList();
    List<String> inner = parts.subList(Math.min(1, parts.size() - 1), parts.size() - 1);
    List<String> said = parts.stream().filter(part -> !part.isEmpty()).toList();
    return !inner.contains("") && said.size() == 2 && !said.get(0).equals(said.get(1));
  }

  private static Predicate<String> repeats(Kwargs asked) {
    String request = PythonText.lower(asked.stripped("prompt_to_repeat"));
    return text -> PythonText.lower(PythonText.strip(text)).startsWith(request);
  }

  private static Predicate<String> ends(Kwargs asked) {
    String phrase = PythonText.lower(asked.stripped("end_phrase"));
    return text ->
        PythonText.lower(CharMatcher.is('"').trimFrom(PythonText.strip(text))).endsWith(phrase);
  }

  private static boolean isQuoted(String text) {
    String whole = PythonText.strip(text);
    return whole.length() > 1 && whole.startsWith("\"") && whole.endsWith("\"");
  }
}
