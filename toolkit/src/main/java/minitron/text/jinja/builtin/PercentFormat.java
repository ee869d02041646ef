package minitron.text.jinja.builtin;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minitron.python.Tuple;
import minitron.text.jinja.value.Boxes;
import minitron.text.jinja.value.Dicts;
import minitron.text.jinja.value.Types;
import minitron.text.jinja.value.Undefined;
import minitron.text.jinja.value.Values;

/** Python's {@code text % values}. */
public final class PercentFormat {
  private static final Pattern FIELD =
      Pattern.compile("%(?:\\(([^)]*)\\))?([-+ #0]*)(\\d{1,6})?(?:\\.(\\d{1,6}))?([a-zA-Z%])?");

  private PercentFormat() {}

  /** The text with its fields filled. */
  public static String of(String text, Object values) {
    Matcher field = FIELD.matcher(text);
    var out = new StringBuilder();
    List<Object> all = values instanceof Tuple tuple ? tuple.items() : one(values);
    int at = 0;
    int used = 0;
    // Python takes what can be asked for items for a dict, though no field asks for one.
    boolean keyed = values instanceof Map || values instanceof List || values instanceof Undefined;
    while (field.find()) {
      out.append(text, at, field.start());
      at = field.end();
      if (field.group(5) == null) {
        throw new IllegalArgumentException("incomplete format");
      }
      if (field.group(5).equals("%")) {
        out.append('%');
      } else if (field.group(1) != null) {
        keyed = true;
        out.append(field(field, named(values, field.group(1))));
      } else {
        if (used >= all.size()) {
          throw new IllegalArgumentException("not enough arguments for format string");
        }
        out.append(field(field, all.get(used++)));
      }
    }
    if (used < all.size() && !keyed) {
      throw new IllegalArgumentException("not all arguments converted during string formatting");
    }
    return out.append(text.substring(at)).toString();
  }

  private static List<Object> one(Object value) {
    return java.util.Collections.singletonList(value);
  }

  private static Object named(Object values, String name) {
    if (!(values instanceof Map<?, ?> dict)) {
      throw new IllegalArgumentException("format requires a mapping");
    }
    return Boxes.unboxed(
        Dicts.get(dict, name),
        () -> {
          throw new IllegalArgumentException("'" + name + "'");
        });
  }

  private static String field(Matcher m, Object value) {
    String flags = m.group(2);
    String kind = m.group(5);
    String spec =
        (flags.contains("-") ? "<" : kind.matches("[rs]") || !flags.contains("0") ? ">" : "")
            + (kind.matches("[rs]")
                ? ""
                : flags.contains("+") ? "+" : flags.contains(" ") ? " " : "")
            + (flags.contains("0") && !flags.contains("-") && !kind.matches("[rs]") ? "0" : "")
            + (m.group(3) == null ? "" : m.group(3))
            + (m.group(4) == null ? "" : "." + m.group(4));
    return switch (kind) {
      case "s" -> FormatSpec.format(Values.str(value), spec);
      case "r" -> FormatSpec.format(Values.repr(value), spec);
      case "d", "i" -> FormatSpec.format(whole(value), spec + "d");
      case "f", "F" -> FormatSpec.format(real(value), spec + "f");
      case "x", "X", "o" ->
          FormatSpec.format(whole(value), (flags.contains("#") ? "#" : "") + spec + kind);
      default -> throw new IllegalArgumentException("the format %" + kind + " is not known here");
    };
  }

  private static Object whole(Object value) {
    if (value instanceof Double real) {
      return Numbers.truncated(real)
          .orElseThrow(() -> new IllegalArgumentException("cannot convert float to integer"));
    }
    return number(value);
  }

  private static Object real(Object value) {
    return Types.real(number(value));
  }

  private static Object number(Object value) {
    if (!Types.isNumber(value)) {
      throw Types.wrong(value, "%%d format: a real number is required, not %s");
    }
    return value instanceof Boolean ? (Object) Types.whole(value).longValue() : value;
  }
}
