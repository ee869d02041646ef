package minitron.eval.bfcl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minitron.python.PythonText;

/** What a JavaScript value in source text stands for; what does not match its type stays text. */
final class ScriptValues {
  private static final Pattern WHOLE = SourceValues.pattern("^-?\\d+$");
  private static final Pattern NUMBER = SourceValues.pattern("^-?\\d+(\\.\\d+)?$");
  private static final Pattern BIG = SourceValues.pattern("^-?\\d+n$");

  private static final String ROWS = "\\[.*?\\]\\s*(,\\s*\\[.*?\\]\\s*)*";
  private static final Pattern TABLE =
      SourceValues.pattern("\\[\\s*%1$s\\]|\\bnew\\s+Array\\(\\s*%1$s\\)".formatted(ROWS));
  private static final Pattern ROW = SourceValues.pattern("\\[(.*?)\\]");
  private static final Pattern ARRAY =
      SourceValues.pattern("\\[(.*?)\\]|\\bnew\\s+Array\\((.*?)\\)");
  private static final Pattern DICT = SourceValues.pattern("\\{(.*?)\\}");
  private static final Pattern PAIR =
      SourceValues.pattern("([^:]+):\\s*(.*?)(?:,\\s*(?=[^,]+:)|$)");

  private ScriptValues() {}

  /**
   * A value.
   *
   * @param items the declared type of its items; null if there is none
   * @throws IllegalArgumentException for types that the leaderboard does not convert
   */
  static Object of(String text, String type, String items) {
    return switch (type) {
      case "String" -> isQuoted(text) ? SourceValues.inside(text) : text;
      case "integer" -> SourceValues.whole(text, WHOLE, 0);
      case "float" -> SourceValues.number(text, NUMBER, 0);
      case "Bigint" -> SourceValues.whole(text, BIG, 1);
      case "Boolean" ->
          text.equals("true") || text.equals("false") ? (Object) text.equals("true") : text;
      case "dict" -> dict(PythonText.strip(text));
      case "array" -> array(PythonText.strip(text), items);
      case "any" -> text;
      default -> throw new IllegalArgumentException("values of " + type + " are not converted");
    };
  }

  private static boolean isQuoted(String text) {
    return SourceValues.isQuoted(text, "\"") || SourceValues.isQuoted(text, "'");
  }

  private static Object array(String text, String type) {
    Matcher table = TABLE.matcher(text);
    if (table.lookingAt()) {
      return table(table.group());
    }
    Matcher array = ARRAY.matcher(text);
    if (!array.lookingAt()) {
      return text;
    }
    String inside = PythonText.strip(array.group(1) != null ? array.group(1) : array.group(2));
    List<Object> items = new ArrayList<>();
    if (!inside.isEmpty()) {
      for (String part : inside.split(",", -1)) {
        String item = PythonText.strip(part);
        items.add(type == null ? untyped(item) : of(item, type, null));
      }
    }
    return items;
  }

  /** The first row's own bracket is found twice. */
  private static List<Object> table(String text) {
    List<Object> rows = new ArrayList<>();
    Matcher row = ROW.matcher(text);
    while (row.find()) {
      String inside = PythonText.strip(row.group(1));
      if (rows.isEmpty() && inside.startsWith("[")) {
        inside = inside.substring(1);
      }
      List<Object> items = new ArrayList<>();
      for (String part : inside.split(",", -1)) {
        items.add(untyped(PythonText.strip(part)));
      }
      rows.add(items);
    }
    return rows;
  }

  private static Object dict(String text) {
    Matcher dict = DICT.matcher(text);
    if (text.equals("{}")) {
      return new LinkedHashMap<String, Object>();
    }
    if (!dict.lookingAt()) {
      return text;
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    Matcher pair = PAIR.matcher(dict.group(1));
    while (pair.find()) {
      String key = unquoted(PythonText.strip(pair.group(1)));
      entries.put(key, entry(PythonText.strip(pair.group(2))));
    }
    return entries;
  }

  private static Object entry(String text) {
    if (text.startsWith("[") && text.endsWith("]")) {
      return array(text, null);
    }
    return text.startsWith("{") && text.endsWith("}") ? dict(text) : untyped(unquoted(text));
  }

  private static String unquoted(String text) {
    return text.replaceAll("^['\"]+|['\"]+$", "");
  }

  private static Object untyped(String text) {
    String plain = PythonText.strip(text);
    return isQuoted(plain) ? SourceValues.inside(plain) : SourceValues.plain(plain);
  }
}
