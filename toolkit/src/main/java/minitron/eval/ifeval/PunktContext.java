package minitron.eval.ifeval;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import minitron.python.PythonRegex;
import minitron.python.PythonText;

/** The tokens around a mark, and whether one of them ends a sentence: Punkt's second pass. */
final class PunktContext {
  /** What stands in no word, besides the period. */
  static final String NON_WORD =
      "(?:[)\";}\\]\\*:@\\'\\({\\[\\u2018\\u2019\\u201c\\u201d\\xab\\xbb?!])";

  private static final String MULTI = "(?:\\-{2,}|\\.{2,}|(?:\\.\\s){2,}\\.)";
  private static final Pattern TOKEN =
      PythonRegex.compile(
          (MULTI
                  + "|(?=[^\\(\\\"\\`{\\[:;&\\#\\*@\\)}\\]\\-,])\\S+?"
                  + "(?=\\s|$|NON|MULTI|,(?=$|\\s|NON|MULTI))"
                  + "|\\S")
              .replace("NON", NON_WORD)
              .replace("MULTI", MULTI));

  private static final PunktParameters ENGLISH = PunktParameters.ENGLISH;

  private PunktContext() {}

  /** Whether a token other than the last ends a sentence. */
  static boolean hasBreak(String context) {
    List<PunktToken> tokens = tokens(context);
    return IntStream.range(1, tokens.size()).anyMatch(i -> ends(tokens.get(i - 1), tokens.get(i)));
  }

  private static List<PunktToken> tokens(String text) {
    return Arrays.stream(text.split("\n", -1))
        .filter(line -> !PythonText.strip(line).isEmpty())
        .flatMap(line -> TOKEN.matcher(line).results().map(MatchResult::group))
        .map(PunktToken::of)
        .toList();
  }

  private static boolean ends(PunktToken token, PunktToken next) {
    if (!token.endsInPeriod()) {
      return token.end();
    }
    if (ENGLISH.collocations().contains(token.bare() + "\t" + next.word())) {
      return false;
    }
    Optional<Boolean> starts = starts(next);
    boolean initial = token.isInitial();
    if ((token.abbreviation() || token.ellipsis()) && !initial && mayStart(next, starts)) {
      return true;
    }
    boolean doubtful = initial || token.bare().equals(PunktToken.NUMBER);
    return token.end() && !(doubtful && goesOn(initial, next, starts));
  }

  /** Whether a word begins a sentence, by how it and its like are written; empty if unknown. */
  private static Optional<Boolean> starts(PunktToken token) {
    String word = token.word();
    if (token.isPunctuation()) {
      return Optional.of(false);
    }
    if (token.startsUpper()
        && ENGLISH.seen(word, PunktParameters.LOWER)
        && !ENGLISH.seen(word, PunktParameters.MIDDLE_UPPER)) {
      return Optional.of(true);
    }
    boolean inside =
        token.startsLower()
            && (ENGLISH.seen(word, PunktParameters.UPPER)
                || !ENGLISH.seen(word, PunktParameters.BEGIN_LOWER));
    return inside ? Optional.of(false) : Optional.empty();
  }

  private static boolean mayStart(PunktToken next, Optional<Boolean> starts) {
    return starts.orElse(false) || (next.startsUpper() && ENGLISH.starters().contains(next.word()));
  }

  /** Whether an initial or a number is followed by what does not begin a sentence. */
  private static boolean goesOn(boolean initial, PunktToken next, Optional<Boolean> starts) {
    return starts.isPresent()
        ? !starts.get()
        : initial && next.startsUpper() && !ENGLISH.seen(next.word(), PunktParameters.LOWER);
  }
}
