package minitron.eval.ifeval;

import com.google.common.base.CharMatcher;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import minitron.python.PythonJson;
import minitron.python.PythonRegex;
import minitron.python.PythonText;

/** Markup: lists, highlights, sections, a title, JSON. */
final class FormatRules {
  private static final Pattern STARS =
      PythonRegex.compile("^\\s*\\*[^\\*].*$", PythonRegex.MULTILINE);
  private static final Pattern DASHES = PythonRegex.compile("^\\s*-.*$", PythonRegex.MULTILINE);
  private static final Pattern SINGLE = PythonRegex.compile("\\*[^\\n\\*]*\\*");
  private static final Pattern DOUBLE = PythonRegex.compile("\\*\\*[^\\n\\*]*\\*\\*");
  private static final Pattern TITLED = PythonRegex.compile("<<[^\\n]+>>");
  private static final List<String> FENCES = List.of("```json", "```Json", "```JSON", "```");

  static final Rule BULLETS =
      new Rule(
          asked -> asked.count("num_bullets") + " bullet points",
          asked -> {
            int wanted = asked.count("num_bullets");
            return text -> matches(STARS, text).count() + matches(DASHES, text).count() == wanted;
          });

  static final Rule HIGHLIGHTS =
      new Rule(
          asked -> "at least " + asked.count("num_highlights") + " *highlighted* sections",
          asked -> {
            int least = asked.count("num_highlights");
            return text -> highlights(text) >= least;
          });

  static final Rule SECTIONS =
      new Rule(
          asked ->
              "at least %d sections after \"%s 1\" and so on"
                  .formatted(asked.count("num_sections"), asked.stripped("section_spliter")),
          FormatRules::sections);

  static final Rule JSON = Rule.plain("JSON and nothing else", FormatRules::isJson);

  static final Rule TITLE =
      Rule.plain(
          "a title in <<double angular brackets>>",
          text -> matches(TITLED, text).anyMatch(FormatRules::isTitle));

  private FormatRules() {}

  private static Stream<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group);
  }

  /** What stands in double asterisks is often found twice, or once between two empty ones. */
  private static long highlights(String text) {
    long single =
        matches(SINGLE, text)
            .filter(found -> !isBlank(CharMatcher.is('*').trimFrom(found)))
            .count();
    long twice =
        matches(DOUBLE, text)
            .filter(found -> !isBlank(found.substring(2, found.length() - 2)))
            .count();
    return single + twice;
  }

  private static boolean isBlank(String text) {
    return PythonText.strip(text).isEmpty();
  }

  private static boolean isTitle(String found) {
    String open = CharMatcher.is('<').trimLeadingFrom(found);
    return !isBlank(CharMatcher.is('>').trimTrailingFrom(open));
  }

  /** Python's {@code re.split} gives a part more for each group of the pattern. */
  private static Predicate<String> sections(Kwargs asked) {
    String splitter = "\\s?" + asked.stripped("section_spliter") + "\\s?\\d+\\s?";
    Pattern pattern = PythonRegex.compile(splitter);
    int least = asked.count("num_sections");
    return text -> {
      Matcher matcher = pattern.matcher(text);
      return matcher.results().count() * (1 + matcher.groupCount()) >= least;
    };
  }

  private static boolean isJson(String text) {
    String json = PythonText.strip(text);
    for (String fence : FENCES) {
      json = json.startsWith(fence) ? json.substring(fence.length()) : json;
    }
    json = json.endsWith("```") ? json.substring(0, json.length() - 3) : json;
    try {
      PythonJson.loads(PythonText.strip(json));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
