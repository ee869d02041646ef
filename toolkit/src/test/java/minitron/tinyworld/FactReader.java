package minitron.tinyworld;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads facts off a text by its sentences alone, whoever made them. */
final class FactReader {
  private static final List<Pattern> FACTS =
      List.of(
          Pattern.compile("The (\\w+) (?:did not fit|would not go) into the (\\w+)\\."),
          Pattern.compile("The (\\w+) (?:is like|is as big as|has as many as) the (\\w+)\\."),
          Pattern.compile("The (\\w+) (?:is in|lies inside) the (\\w+)\\."),
          Pattern.compile("The (\\w+) (?:belongs to|is owned by|is in|stays in) ([A-Z]\\w+)\\."),
          Pattern.compile("(?:The (\\w+) (?:went to|was in)) ([A-Z]\\w+)\\."),
          Pattern.compile("They (?:gave|saw) the (\\w+) (?:to|in) ([A-Z]\\w+)\\."),
          Pattern.compile("(\\w+) ha[sd] (\\d \\w+)\\."));

  private static final Pattern LIST =
      Pattern.compile("(?m)^(?:Sizes|Owners|Places|Dots): (\\w+ \\w+(?: \\w+)?, .*)\\.$");

  // A noun, then what is said of it: another noun, and at once what follows from that.
  private static final Pattern ENTRY =
      Pattern.compile("(\\w+)(?: ([a-zA-Z]+))?(?: (\\d \\w+|[a-zA-Z]+))?(?:[,;]|$)");
  private static final Pattern REVERSED = Pattern.compile("There are (\\d \\w+) on the (\\w+)\\.");

  private FactReader() {}

  /** Every fact of a text as {@code subject/object}. */
  static Set<String> facts(String text) {
    Set<String> facts = new HashSet<>();
    for (Pattern pattern : FACTS) {
      matches(pattern, text).forEach(m -> facts.add(m.group(1) + "/" + m.group(2)));
    }
    matches(REVERSED, text).forEach(m -> facts.add(m.group(2) + "/" + m.group(1)));
    for (MatchResult list : matches(LIST, text)) {
      for (MatchResult entry : matches(ENTRY, list.group(1))) {
        Stream.of(entry.group(2), entry.group(3))
            .filter(Objects::nonNull)
            .forEach(object -> facts.add(entry.group(1) + "/" + object));
      }
    }
    facts.removeIf(fact -> fact.matches(".*/(big|small|more|fewer)"));
    return facts;
  }

  private static List<MatchResult> matches(Pattern pattern, String text) {
    return new ArrayList<>(pattern.matcher(text).results().toList());
  }
}
