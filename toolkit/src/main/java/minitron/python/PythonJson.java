package minitron.python;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON as Python's {@code json.loads} does: a whole number stays one, the last of equal keys
 * counts, and NaN, Infinity, -Infinity and escapes of half a surrogate pair are taken. Raw control
 * characters in strings, trailing commas, 01, 1. and .5 are not.
 */
public final class PythonJson {
  private static final Pattern NUMBER =
      Pattern.compile("(-?(?:0|[1-9][0-9]*))(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{4}");
  private static final int MOST_DEEP = 900; // where Python's own stack ends too, nearly

  private static final Map<String, Object> NAMED = named();

  private final String text;
  private int at;
  private int depth;

  private PythonJson(String text) {
    this.text = text;
  }

  private static Map<String, Object> named() {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("null", null);
    named.put("true", true);
    named.put("false", false);
    named.put("NaN", Double.NaN);
    named.put("Infinity", Double.POSITIVE_INFINITY);
    named.put("-Infinity", Double.NEGATIVE_INFINITY);
    return named;
  }

  /**
   * The value of a text.
   *
   * @throws IllegalArgumentException with the character's place if it is no JSON
   */
  public static Object loads(String text) {
    var json = new PythonJson(text);
    json.blanks();
    Object value = json.value();
    json.blanks();
    if (json.at < text.length()) {
      throw json.wrong("more after the value");
    }
    return value;
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("no JSON at character " + (at + 1) + ": " + what);
  }

  private void blanks() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean taken(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private Object value() {
    if (++depth > MOST_DEEP) {
      throw wrong("more than " + MOST_DEEP + " brackets within each other");
    }
    Object value = taken('"') ? string() : taken('{') ? object() : taken('[') ? array() : scalar();
    depth--;
    return value;
  }

  private Object scalar() {
    for (Map.Entry<String, Object> name : NAMED.entrySet()) {
      if (text.startsWith(name.getKey(), at)) {
        at += name.getKey().length();
        return name.getValue();
      }
    }
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw wrong("a value is expected");
    }
    at = number.end();
    return number.group(2) == null && number.group(3) == null
        ? whole(new BigInteger(number.group()))
        : (Object) Double.valueOf(number.group());
  }

  /** An int, in the narrower of the two classes that stand for it. */
  public static Number whole(BigInteger value) {
    return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
  }

  private List<Object> array() {
    List<Object> items = new ArrayList<>();
    blanks();
    if (taken(']')) {
      return items;
    }
    do {
      blanks();
      items.add(value());
      blanks();
    } while (taken(','));
    if (!taken(']')) {
      throw wrong("a comma or ] is expected");
    }
    return items;
  }

  private Map<String, Object> object() {
    Map<String, Object> fields = new LinkedHashMap<>();
    blanks();
    if (taken('}')) {
      return fields;
    }
    do {
      blanks();
      if (!taken('"')) {
        throw wrong("a name in double quotes is expected");
      }
      String name = string();
      blanks();
      if (!taken(':')) {
        throw wrong("a colon is expected");
      }
      blanks();
      fields.put(name, value());
      blanks();
    } while (taken(','));
    if (!taken('}')) {
      throw wrong("a comma or } is expected");
    }
    return fields;
  }

  private String string() {
    var string = new StringBuilder();
    while (!taken('"')) {
      if (at == text.length() || text.charAt(at) < ' ') {
        throw wrong("a string is not closed, or holds a control character");
      }
      string.append(taken('\\') ? escape() : text.charAt(at++));
    }
    return string.toString();
  }

  private char escape() {
    char c = at < text.length() ? text.charAt(at++) : ' ';
    int known = "\"\\/bfnrt".indexOf(c);
    if (known >= 0) {
      return "\"\\/\b\f\n\r\t".charAt(known);
    }
    Matcher hex = HEX.matcher(text).region(Math.min(at, text.length()), text.length());
    if (c != 'u' || !hex.lookingAt()) {
      throw wrong("an escape that there is not");
    }
    at += 4;
    return (char) Integer.parseInt(hex.group(), 16);
  }
}
