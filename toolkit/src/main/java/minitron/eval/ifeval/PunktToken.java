package minitron.eval.ifeval;

import java.util.regex.Pattern;
import minitron.python.PythonRegex;
import minitron.python.PythonText;

/**
 * A token, as it looks by itself: Punkt's first pass.
 *
 * @param text as it stands in the text
 * @param type in lower case; all numbers are one type
 * @param abbreviation whether it is a known one
 * @param ellipsis whether it is periods alone, two or more
 * @param end whether it ends a sentence, if nothing speaks against it
 */
record PunktToken(String text, String type, boolean abbreviation, boolean ellipsis, boolean end) {
  static final String NUMBER = "##number##";

  private static final Pattern NUMERIC = PythonRegex.compile("^-?[\\.,]?\\d[\\d,\\.-]*\\.?$");
  private static final Pattern ELLIPSIS = PythonRegex.compile("^\\.\\.+$");
  private static final Pattern INITIAL = PythonRegex.compile("^[^\\W\\d]\\.$");

  static PunktToken of(String text) {
    String type = NUMERIC.matcher(PythonText.lower(text)).replaceAll(NUMBER);
    boolean mark = text.equals(".") || text.equals("?") || text.equals("!");
    boolean ellipsis = ELLIPSIS.matcher(text).find();
    boolean period = !mark && !ellipsis && text.endsWith(".") && !text.endsWith("..");
    boolean abbreviation = period && isAbbreviation(text.substring(0, text.length() - 1));
    return new PunktToken(text, type, abbreviation, ellipsis, mark || (period && !abbreviation));
  }

  private static boolean isAbbreviation(String word) {
    String lower = PythonText.lower(word);
    return PunktParameters.ENGLISH.abbreviations().contains(lower)
        || PunktParameters.ENGLISH
            .abbreviations()
            .contains(lower.substring(lower.lastIndexOf('-') + 1));
  }

  boolean endsInPeriod() {
    return text.endsWith(".");
  }

  /** A letter and a period. */
  boolean isInitial() {
    return INITIAL.matcher(text).find();
  }

  boolean isPunctuation() {
    return text.length() == 1 && ";:,.!?".contains(text);
  }

  boolean startsUpper() {
    return PythonText.isUpper(first());
  }

  boolean startsLower() {
    return PythonText.isLower(first());
  }

  private String first() {
    return Character.toString(text.codePointAt(0));
  }

  /** The type without a period at its end. */
  String bare() {
    return type.length() > 1 && type.endsWith(".") ? type.substring(0, type.length() - 1) : type;
  }

  /** The type without a period that ends a sentence. */
  String word() {
    return end ? bare() : type;
  }
}
