package minitron.text.jinja.builtin;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.util.ULocale;

/** Upper and lower case, by Unicode's full mappings. */
final class Cases {
  private Cases() {}

  static String lower(String text) {
    return UCharacter.toLowerCase(ULocale.ROOT, text);
  }

  static String upper(String text) {
    return UCharacter.toUpperCase(ULocale.ROOT, text);
  }

  static String fold(String text) {
    return UCharacter.foldCase(text, true);
  }

  /** {@code str.title()}: words are runs of letters with a case. */
  static String title(String text) {
    var out = new StringBuilder();
    String lower = lower(text);
    boolean inside = false;
    // Where lower case has as many characters it is taken from the whole, for the final sigma.
    boolean aligned = lower.length() == text.length();
    int point;
    for (int i = 0; i < text.length(); i += Character.charCount(point)) {
      point = text.codePointAt(i);
      String one = Character.toString(point);
      if (!inside) {
        out.append(
            UCharacter.toTitleCase(
                ULocale.ROOT, one, null, UCharacter.TITLECASE_NO_BREAK_ADJUSTMENT));
      } else {
        out.append(aligned ? Character.toString(lower.codePointAt(i)) : lower(one));
      }
      inside = isCased(point);
    }
    return out.toString();
  }

  static String swap(String text) {
    var out = new StringBuilder();
    String lower = lower(text);
    boolean aligned = lower.length() == text.length();
    int point;
    for (int i = 0; i < text.length(); i += Character.charCount(point)) {
      point = text.codePointAt(i);
      String one = Character.toString(point);
      if (UCharacter.isUUppercase(point)) {
        out.append(aligned ? Character.toString(lower.codePointAt(i)) : lower(one));
      } else {
        out.append(UCharacter.isULowercase(point) ? upper(one) : one);
      }
    }
    return out.toString();
  }

  static boolean isCased(int point) {
    return UCharacter.hasBinaryProperty(point, UProperty.CASED);
  }

  static boolean isLower(String text) {
    return text.codePoints().anyMatch(Cases::isCased)
        && text.codePoints()
            .noneMatch(c -> UCharacter.isUUppercase(c) || UCharacter.isTitleCase(c));
  }

  static boolean isUpper(String text) {
    return text.codePoints().anyMatch(Cases::isCased)
        && text.codePoints()
            .noneMatch(c -> UCharacter.isULowercase(c) || UCharacter.isTitleCase(c));
  }

  static boolean isTitle(String text) {
    boolean inside = false;
    boolean cased = false;
    for (int point : text.codePoints().toArray()) {
      boolean begins = UCharacter.isUUppercase(point) || UCharacter.isTitleCase(point);
      if (begins ? inside : UCharacter.isULowercase(point) && !inside) {
        return false;
      }
      inside = isCased(point);
      cased |= inside;
    }
    return cased;
  }
}
