package minitron.eval.bfcl.python;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minitron.python.Bytes;
import minitron.python.PythonJson;
import minitron.python.PythonRepr;
import minitron.python.Tuple;

/** Texts that are filled in by {@code %}, as far as plain {@code %s}, {@code %r} and {@code %d}. */
final class PyFormat {
  private static final Pattern FIELD = Pattern.compile("%(.?)", Pattern.DOTALL);

  private PyFormat() {}

  /**
   * The text with its fields filled in.
   *
   * @throws IllegalArgumentException for any other field, and if their number is not that of the
   *     values
   */
  static String percent(String text, Object values) {
    List<Object> all = values instanceof Tuple tuple ? tuple.items() : Arrays.asList(values);
    var filled = new StringBuilder();
    Matcher field = FIELD.matcher(text);
    int from = 0;
    int next = 0;
    while (field.find()) {
      filled.append(text, from, field.start());
      from = field.end();
      if (field.group(1).equals("%")) {
        filled.append('%');
      } else if (next < all.size()) {
        filled.append(filled(field.group(1), all.get(next++)));
      } else {
        throw new IllegalArgumentException("not enough arguments for format string");
      }
    }
    if (next < all.size() && !isMapping(values)) {
      throw new IllegalArgumentException("not all arguments converted");
    }
    return filled.append(text.substring(from)).toString();
  }

  /** What has items by key or place may stay unused. */
  private static boolean isMapping(Object values) {
    return values instanceof Map || values instanceof List || values instanceof Bytes;
  }

  private static String filled(String kind, Object value) {
    return switch (kind) {
      case "s" -> PythonRepr.str(value);
      case "r" -> PythonRepr.repr(value);
      case "d", "i" -> {
        if (!PyMath.isWhole(value)) {
          throw new IllegalArgumentException("a whole number is required");
        }
        yield PythonRepr.repr(PythonJson.whole(PyMath.whole(value)));
      }
      default -> throw new IllegalArgumentException("unsupported format %" + kind);
    };
  }
}
