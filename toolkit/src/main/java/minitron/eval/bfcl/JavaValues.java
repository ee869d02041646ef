package minitron.eval.bfcl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minitron.python.PythonText;

/** What a Java value in source text stands for; what does not match its type stays text. */
final class JavaValues {
  private static final Pattern WHOLE = SourceValues.pattern("^-?\\d+$");
  private static final Pattern LONG = SourceValues.pattern("^-?\\d+[lL]$");
  private static final Pattern FLOAT =
      SourceValues.pattern("^-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?[fF]$");
  private static final Pattern DOUBLE = SourceValues.pattern("^-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?$");

  private static final Pattern AS_LIST =
      SourceValues.pattern("new\\s+ArrayList<\\w*>\\(Arrays\\.asList\\((.+?)\\)\\)");
  private static final Pattern ADDS =
      SourceValues.acrossLines("new\\s+ArrayList<\\w*>\\(\\)\\s*\\{\\{\\s*(.+?)\\s*\\}\\}");
  private static final Pattern ADD = SourceValues.pattern("add\\((.+?)\\)");
  private static final Pattern EMPTY_LIST = SourceValues.pattern("new\\s+ArrayList<\\w*>\\(\\)");
  private static final Pattern ARRAY = SourceValues.pattern("new\\s+\\w+\\[\\]\\s*\\{(.*?)\\}");
  private static final Pattern MAP =
      SourceValues.acrossLines(
          "new\\s+HashMap<.*?>\\s*\\(\\)\\s*\\{\\s*\\{?\\s*(.*?)\\s*\\}?\\s*\\}");
  private static final Pattern PUT = SourceValues.pattern("put\\(\"(.*?)\",\\s*(.*?)\\)");
  private static final Pattern EMPTY_MAP = SourceValues.pattern("new\\s+HashMap<.*?>\\s*\\(\\)");

  private JavaValues() {}

  /**
   * A value.
   *
   * @param items the declared type of its items; null if there is none
   * @throws IllegalArgumentException for types that the leaderboard does not convert
   */
  static Object of(String text, String type, String items) {
    return switch (type) {
      case "byte", "short", "integer" -> SourceValues.whole(text, WHOLE, 0);
      case "long" -> SourceValues.whole(text, LONG, 1);
      case "float" -> SourceValues.number(text, FLOAT, 1);
      case "double" -> SourceValues.number(text, DOUBLE, 0);
      case "boolean" ->
          text.equals("true") || text.equals("false") ? (Object) text.equals("true") : text;
      case "char", "String", "any" -> text;
      case "ArrayList" -> arrayList(text, items);
      case "Array" -> array(text, items);
      case "HashMap" -> hashMap(text);
      default -> throw new IllegalArgumentException("values of " + type + " are not converted");
    };
  }

  private static Object arrayList(String text, String items) {
    Matcher list = AS_LIST.matcher(text);
    if (list.find()) {
      return items(Arrays.asList(list.group(1).split(",", -1)), items);
    }
    Matcher adds = ADDS.matcher(text);
    if (adds.find()) {
      return items(ADD.matcher(adds.group(1)).results().map(m -> m.group(1)).toList(), items);
    }
    return EMPTY_LIST.matcher(text).find() ? new ArrayList<>() : text;
  }

  private static List<Object> items(List<String> texts, String type) {
    List<Object> items = new ArrayList<>();
    for (String text : texts) {
      String item = PythonText.strip(text);
      boolean quoted = "char".equals(type) || "String".equals(type);
      items.add(quoted ? SourceValues.inside(item) : item(item, type));
    }
    return items;
  }

  private static Object item(String text, String type) {
    return type == null ? untyped(text) : of(text, type, null);
  }

  private static Object array(String text, String type) {
    Matcher array = ARRAY.matcher(text);
    if (!array.find()) {
      return text;
    }
    List<Object> items = new ArrayList<>();
    for (String part : array.group(1).split(",", -1)) {
      String item = PythonText.strip(part);
      if (!item.isEmpty()) {
        items.add(item(item, type));
      }
    }
    return items;
  }

  private static Object hashMap(String text) {
    Matcher map = MAP.matcher(text);
    Map<String, Object> entries = new LinkedHashMap<>();
    if (map.find()) {
      PUT.matcher(map.group(1))
          .results()
          .forEach(put -> entries.put(put.group(1), untyped(PythonText.strip(put.group(2)))));
      return entries;
    }
    return EMPTY_MAP.matcher(text).find() ? entries : text;
  }

  private static Object untyped(String text) {
    if (SourceValues.isQuoted(text, "\"")) {
      return SourceValues.inside(text);
    }
    Object value = SourceValues.whole(text, LONG, 1);
    value = value instanceof String ? SourceValues.number(text, FLOAT, 1) : value;
    return value instanceof String ? SourceValues.plain(text) : value;
  }
}
