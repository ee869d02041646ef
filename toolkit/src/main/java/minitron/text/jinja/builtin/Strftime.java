package minitron.text.jinja.builtin;

import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Python's {@code strftime} of a local time, in the C locale. */
final class Strftime {
  private Strftime() {}

  static String of(LocalDateTime time, String format) {
    var out = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%' || i + 1 == format.length()) {
        out.append(c);
        continue;
      }
      char next = format.charAt(++i);
      boolean plain = next == '-' && i + 1 < format.length();
      String field = field(time, plain ? format.charAt(++i) : next);
      out.append(plain ? field.replaceFirst("^[0 ]+(?=.)", "") : field);
    }
    return out.toString();
  }

  private static String field(LocalDateTime t, char code) {
    return switch (code) {
      case 'Y' -> Integer.toString(t.getYear());
      case 'C' -> two(t.getYear() / 100);
      case 'y' -> two(t.getYear() % 100);
      case 'm' -> two(t.getMonthValue());
      case 'd' -> two(t.getDayOfMonth());
      case 'e' -> blank(t.getDayOfMonth());
      case 'H' -> two(t.getHour());
      case 'k' -> blank(t.getHour());
      case 'I' -> two((t.getHour() + 11) % 12 + 1);
      case 'l' -> blank((t.getHour() + 11) % 12 + 1);
      case 'M' -> two(t.getMinute());
      case 'S' -> two(t.getSecond());
      case 'f' -> "%06d".formatted(t.getNano() / 1000);
      case 'j' -> "%03d".formatted(t.getDayOfYear());
      case 'p' -> t.getHour() < 12 ? "AM" : "PM";
      case 'P' -> t.getHour() < 12 ? "am" : "pm";
      case 'n' -> "\n";
      case 't' -> "\t";
      case '%' -> "%";
      case 'z', 'Z' -> ""; // datetime.now() has no zone
      default -> name(t, code);
    };
  }

  private static String name(LocalDateTime t, char code) {
    return switch (code) {
      case 'A' -> t.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'a' -> t.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'B' -> t.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'b', 'h' -> t.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
      case 'u' -> Integer.toString(t.getDayOfWeek().getValue());
      case 'w' -> Integer.toString(t.getDayOfWeek().getValue() % 7);
      case 'U' -> two((t.getDayOfYear() + 6 - t.getDayOfWeek().getValue() % 7) / 7);
      case 'W' -> two((t.getDayOfYear() + 6 - (t.getDayOfWeek().getValue() + 6) % 7) / 7);
      case 'V' -> two(t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case 'G' -> Integer.toString(t.get(IsoFields.WEEK_BASED_YEAR));
      case 'g' -> two(t.get(IsoFields.WEEK_BASED_YEAR) % 100);
      case 'D', 'x' -> of(t, "%m/%d/%y");
      case 'F' -> of(t, "%Y-%m-%d");
      case 'T', 'X' -> of(t, "%H:%M:%S");
      case 'R' -> of(t, "%H:%M");
      case 'r' -> of(t, "%I:%M:%S %p");
      case 'c' -> of(t, "%a %b %e %H:%M:%S %Y");
      default ->
          throw new IllegalArgumentException(
              "strftime's %"
                  + code
                  + " is not known here; %Y, %m, %d, %B and %H are some that are");
    };
  }

  private static String two(int number) {
    return "%02d".formatted(number);
  }

  private static String blank(int number) {
    return "%2d".formatted(number);
  }
}
