package minitron.eval.bfcl.python;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minitron.python.Complex;
import minitron.python.PythonJson;
import minitron.python.PythonText;

/** Numbers as Python writes and reads them. */
public final class PyNumbers {
  private static final String DIGITS = "[0-9](?:_?[0-9])*";
  private static final String EXPONENT = "[eE][-+]?" + DIGITS;
  private static final Pattern LITERAL =
      Pattern.compile(
          "0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+"
              + "|(?:%1$s\\.(?:%1$s)?|\\.%1$s)(?:%2$s)?[jJ]?|%1$s%2$s[jJ]?|%1$s[jJ]?"
                  .formatted(DIGITS, EXPONENT));

  /** What may stand right behind a number, though it is no blank. */
  private static final Pattern WORD = Pattern.compile("and|else|for|if|in|is|or|not");

  private static final Pattern WHOLE = Pattern.compile("[-+]?" + DIGITS);
  private static final Pattern FLOAT =
      Pattern.compile(
          "([-+]?)(?:(%1$s\\.?(?:%1$s)?(?:%2$s)?|\\.%1$s(?:%2$s)?)|(?i:(inf(?:inity)?)|(nan)))"
              .formatted(DIGITS, EXPONENT));

  private PyNumbers() {}

  /** Where the number literal that begins at a place ends. */
  static int end(String text, int start) {
    Matcher literal = LITERAL.matcher(text).region(start, text.length());
    if (!literal.lookingAt()) {
      throw new IllegalArgumentException("no number at character " + start);
    }
    int end = literal.end();
    if (end < text.length() && Character.isUnicodeIdentifierPart(text.codePointAt(end))) {
      if (!WORD.matcher(text).region(end, text.length()).lookingAt()) {
        throw new IllegalArgumentException("no number at character " + start);
      }
    }
    return end;
  }

  /** The value of a number literal. */
  static Object value(String literal) {
    String plain = literal.replace("_", "");
    char kind = plain.length() > 1 ? Character.toLowerCase(plain.charAt(1)) : ' ';
    if (plain.charAt(0) == '0' && "xob".indexOf(kind) >= 0) {
      int base = kind == 'x' ? 16 : kind == 'o' ? 8 : 2;
      return PythonJson.whole(new BigInteger(plain.substring(2), base));
    }
    if (plain.endsWith("j") || plain.endsWith("J")) {
      return new Complex(0, Double.parseDouble(plain.substring(0, plain.length() - 1)));
    }
    if (!plain.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Double.valueOf(plain);
    }
    if (plain.startsWith("0") && !plain.matches("0+")) {
      throw new IllegalArgumentException("leading zeros in a whole number: " + literal);
    }
    return PythonJson.whole(new BigInteger(plain));
  }

  /** What {@code int(text)} gives; null where Python refuses. */
  public static Number whole(String text) {
    String plain = ascii(PythonText.strip(text));
    return WHOLE.matcher(plain).matches()
        ? PythonJson.whole(new BigInteger(plain.replace("_", "").replaceFirst("^\\+", "")))
        : null;
  }

  /** What {@code float(text)} gives; null where Python refuses. */
  public static Double number(String text) {
    Matcher number = FLOAT.matcher(ascii(PythonText.strip(text)));
    if (!number.matches()) {
      return null;
    }
    double size =
        number.group(2) != null
            ? Double.parseDouble(number.group(2).replace("_", ""))
            : number.group(3) != null ? Double.POSITIVE_INFINITY : Double.NaN;
    return number.group(1).equals("-") ? -size : size;
  }

  /** Decimal digits of every script as those of ASCII. */
  private static String ascii(String text) {
    var plain = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> plain.appendCodePoint(Character.isDigit(c) ? '0' + Character.digit(c, 10) : c));
    return plain.toString();
  }
}
