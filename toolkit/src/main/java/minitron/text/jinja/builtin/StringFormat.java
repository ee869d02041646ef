package minitron.text.jinja.builtin;

import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minitron.text.jinja.value.Arguments;
import minitron.text.jinja.value.Boxes;
import minitron.text.jinja.value.Dicts;
import minitron.text.jinja.value.Values;

/** Python's {@code str.format}. */
final class StringFormat {
  private static final Pattern FIELD =
      Pattern.compile(
          "([A-Za-z_0-9]*)((?:\\.\\w+|\\[[^\\]]+\\])*)(?:!([rs]))?(?::([^{}]*))?", Pattern.DOTALL);
  private static final Pattern STEP = Pattern.compile("\\.(\\w+)|\\[([^\\]]+)\\]");

  private final BiFunction<Object, String, Object> attributes;
  private final BinaryOperator<Object> items;

  /** Looks up what its fields name. */
  StringFormat(BiFunction<Object, String, Object> attributes, BinaryOperator<Object> items) {
    this.attributes = attributes;
    this.items = items;
  }

  String format(String text, Arguments passed) {
    var out = new StringBuilder();
    int counted = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c == '{' || c == '}') && i + 1 < text.length() && text.charAt(i + 1) == c) {
        out.append(c);
        i++;
      } else if (c == '{') {
        int end = text.indexOf('}', i);
        if (end < 0) {
          throw new IllegalArgumentException("expected '}' before end of string");
        }
        Matcher field = FIELD.matcher(text.substring(i + 1, end));
        if (!field.matches()) {
          throw new IllegalArgumentException(
              "the format field '" + text.substring(i, end + 1) + "' is not known here");
        }
        out.append(field(field, passed, counted));
        counted += field.group(1).isEmpty() ? 1 : 0;
        i = end;
      } else if (c == '}') {
        throw new IllegalArgumentException("Single '}' encountered in format string");
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private String field(Matcher field, Arguments passed, int counted) {
    Object value = argument(field.group(1), passed, counted);
    Matcher step = STEP.matcher(field.group(2));
    while (step.find()) {
      value =
          step.group(1) != null
              ? attributes.apply(value, step.group(1))
              : items.apply(value, key(step.group(2)));
    }
    if ("r".equals(field.group(3))) {
      value = Values.repr(value);
    } else if (field.group(3) != null) {
      value = Values.str(value);
    }
    return FormatSpec.format(value, field.group(4) == null ? "" : field.group(4));
  }

  private static Object key(String text) {
    return text.matches("\\d{1,9}") ? (Object) Long.valueOf(text) : text;
  }

  private static Object argument(String name, Arguments passed, int counted) {
    if (!name.isEmpty() && !name.matches("\\d{1,9}")) {
      return Boxes.unboxed(
          Dicts.get(passed.named(), name),
          () -> {
            throw new IllegalArgumentException("'" + name + "'");
          });
    }
    int place = name.isEmpty() ? counted : Integer.parseInt(name);
    if (place >= passed.positional().size()) {
      throw new IllegalArgumentException(
          "Replacement index %d out of range for positional args tuple".formatted(place));
    }
    return passed.positional().get(place);
  }
}
