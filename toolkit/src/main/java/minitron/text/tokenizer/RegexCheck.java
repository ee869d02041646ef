package minitron.text.tokenizer;

import static minitron.io.Messages.quote;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a regular expression of a tokenizer.json (Oniguruma's dialect) as far as it takes to know
 * that matching it needs few tries: the native library ends the process after ten million of them,
 * and a nested or a doubled repetition reaches that on a short text.
 */
final class RegexCheck {
  private static final int LONGEST = 10_000;
  private static final int MOST_REPEATS = 1000;
  private static final int MOST_WAYS = 200;
  private static final String NESTED = "repeats what repeats, and may try a text in too many ways";
  private static final Pattern COUNT = Pattern.compile("\\{(?=,?\\d)(\\d{0,4})(,?)(\\d{0,4})\\}");
  private static final Pattern ESCAPE =
      Pattern.compile(
          "[pP]\\{\\^?[A-Za-z0-9_ ]{1,40}\\}|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|x\\{[0-9A-Fa-f]{1,6}\\}");
  private static final Pattern GROUP = Pattern.compile("\\(\\?([imx]*(-[imx]+)?:|<?[=!]|>)");

  private final String regex;
  private int at;

  private RegexCheck(String regex) {
    this.regex = regex;
  }

  /**
   * Checks an expression.
   *
   * @return the number of characters of its shortest match
   * @throws IllegalArgumentException if it may need too many tries, or has what is not known here
   */
  static int least(String regex) {
    var check = new RegexCheck(regex);
    if (regex.length() > LONGEST) {
      throw check.refused("is longer than " + LONGEST + " characters");
    }
    RegexCost cost = check.branches(0);
    if (check.at < regex.length()) {
      throw check.refused("has a parenthesis too many");
    }
    return cost.least();
  }

  private RegexCost branches(int depth) {
    if (depth > 20) {
      throw refused("is nested too deep");
    }
    RegexCost all = checked(branch(depth));
    while (peek() == '|') {
      at++;
      all = all.or(checked(branch(depth)));
    }
    return all;
  }

  private RegexCost checked(RegexCost branch) {
    if (branch.loops() > 1 || branch.ways() > MOST_WAYS) {
      throw refused(NESTED);
    }
    if (branch.weight() > LONGEST) {
      throw refused("is too large when its repeats are written out");
    }
    return branch;
  }

  private RegexCost branch(int depth) {
    RegexCost all = RegexCost.NOTHING;
    while (at < regex.length() && peek() != '|' && peek() != ')') {
      all = all.then(repeated(atom(depth)));
    }
    return all;
  }

  private RegexCost atom(int depth) {
    return switch (regex.charAt(at)) {
      case '(' -> group(depth);
      case '[' -> characterClass(depth);
      case '\\' -> escape();
      case '^', '$' -> {
        at++;
        yield RegexCost.ASSERTION;
      }
      case '*', '+', '?' -> throw refused("repeats nothing");
      default -> {
        at += Character.charCount(regex.codePointAt(at));
        yield RegexCost.CHARACTER;
      }
    };
  }

  private RegexCost group(int depth) {
    boolean assertion = false;
    if (regex.startsWith("(?", at)) {
      Matcher kind = GROUP.matcher(regex).region(at, regex.length());
      if (!kind.lookingAt()) {
        throw refused("has a group that is not known here");
      }
      assertion = kind.group(1).matches("<?[=!]");
      at = kind.end();
    } else {
      at++;
    }
    RegexCost inside = branches(depth + 1);
    if (peek() != ')') {
      throw refused("has a group without an end");
    }
    at++;
    return assertion ? inside.asAssertion() : inside;
  }

  private RegexCost characterClass(int depth) {
    if (depth > 20) {
      throw refused("is nested too deep");
    }
    at += regex.startsWith("[^", at) ? 2 : 1;
    for (boolean first = true; first || peek() != ']'; first = false) {
      if (at >= regex.length()) {
        throw refused("has a class without an end");
      }
      switch (regex.charAt(at)) {
        case '\\' -> escape();
        case '[' -> {
          int end = regex.indexOf(":]", at);
          if (regex.startsWith("[:", at) && end > 0) {
            at = end + 2;
          } else {
            characterClass(depth + 1);
          }
        }
        default -> at += Character.charCount(regex.codePointAt(at));
      }
    }
    at++;
    return RegexCost.CHARACTER;
  }

  private RegexCost escape() {
    at++;
    Matcher escape = ESCAPE.matcher(regex).region(at, regex.length());
    if (escape.lookingAt()) {
      at = escape.end();
      return RegexCost.CHARACTER;
    }
    char c = peek();
    at++;
    if (c != 0 && "bBAzZ".indexOf(c) >= 0) {
      return RegexCost.ASSERTION;
    }
    if (c == 0 || (Character.isLetterOrDigit(c) && "sSdDwWhHrntvfae".indexOf(c) < 0)) {
      throw refused("has an escape that is not known here");
    }
    return RegexCost.CHARACTER;
  }

  private RegexCost repeated(RegexCost atom) {
    Matcher count = COUNT.matcher(regex).region(at, regex.length());
    int least = peek() == '+' ? 1 : 0;
    int most = peek() == '?' ? 1 : RegexCost.ENDLESS;
    if (isSign()) {
      at++;
    } else if (count.lookingAt()) {
      least = count.group(1).isEmpty() ? 0 : Integer.parseInt(count.group(1));
      int other = count.group(2).isEmpty() ? least : RegexCost.ENDLESS;
      most = count.group(3).isEmpty() ? other : Integer.parseInt(count.group(3));
      at = count.end();
    } else {
      return atom;
    }
    if (isSign() && peek() != '*') {
      at++; // possessive or lazy: there are at most as many tries
    }
    if (atom.assertion() || isSign() || (most > 1 && !atom.isFixed())) {
      throw refused(NESTED);
    }
    if (least > MOST_REPEATS || most < least || (most > MOST_REPEATS && most < RegexCost.ENDLESS)) {
      throw refused("has a repetition of more than " + MOST_REPEATS);
    }
    return atom.repeated(least, most, MOST_WAYS);
  }

  private boolean isSign() {
    return at < regex.length() && "*+?".indexOf(peek()) >= 0;
  }

  private char peek() {
    return at < regex.length() ? regex.charAt(at) : 0;
  }

  private IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(
        "the regular expression %s %s (at character %d)".formatted(quote(regex), why, at));
  }
}
