package minitron.eval.bfcl.source;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The first call in a piece of Java, as BFCL's {@code parse_java_function_call} reads it: values
 * are texts, blanks between their tokens are lost.
 */
public final class JavaCalls {
  private static final Grammar JAVA = Grammar.named("java.grammar");
  private static final Set<String> INVOCATIONS =
      Set.of("method_invocation", "unqualified_invocation", "super_invocation");
  private static final Set<String> WHOLE = Set.of("identifier", "class_literal");
  private static final Set<String> CREATIONS =
      Set.of("object_creation", "object_creation_expression");

  /** What a value is assigned to. */
  private static final Set<String> TARGETS =
      Set.of("identifier", "field_access", "super_access", "array_access");

  /** From how many bytes on a statement may lack its semicolon; a line end counts as thirty. */
  private static final int LONG_ENOUGH = 11;

  private static final int LINE = 30;

  private final String text;
  private final int[] points;
  private final int[] bytes;

  private JavaCalls(String text) {
    this.text = text;
    this.points = text.codePoints().toArray();
    this.bytes = new int[text.length() + 1];
    for (int i = 0; i < text.length(); i++) {
      int size =
          Character.isLowSurrogate(text.charAt(i))
              ? 0
              : Character.toString(text.codePointAt(i)).getBytes(StandardCharsets.UTF_8).length;
      bytes[i + 1] = bytes[i] + size;
    }
  }

  /**
   * The first call: a list with a dict of its name and arguments; an empty dict if there is none.
   *
   * @throws IllegalArgumentException for what is no Java, and arguments of one name
   */
  public static Object of(String source) {
    var calls = new JavaCalls(source);
    SourceNode program = SourceParser.parse(JAVA, source);
    calls.checkEnds(program);
    SourceNode call = first(program);
    return call == null ? Map.of() : List.of(calls.call(call));
  }

  /** A lonely short expression is no statement without its semicolon: tree-sitter mends others. */
  private void checkEnds(SourceNode node) {
    boolean first = true;
    for (SourceNode part : node.parts()) {
      checkEnds(part);
      if (first && part.is("expression_statement") && part.first("missing") != null) {
        checkLength(part);
      }
      first &= part.is("comment") || part.is("{");
    }
    boolean assigns = node.is("assignment_expression");
    if (assigns && !TARGETS.contains(node.parts().get(0).kind())) {
      throw new IllegalArgumentException("nothing can be assigned to this");
    }
  }

  private void checkLength(SourceNode statement) {
    String shown = text.substring(statement.start(), statement.end());
    long lines = shown.chars().filter(c -> c == '\n').count();
    if (bytes[statement.end()] - bytes[statement.start()] + LINE * lines < LONG_ENOUGH) {
      throw new IllegalArgumentException("a semicolon is missing");
    }
  }

  private static SourceNode first(SourceNode node) {
    if (INVOCATIONS.contains(node.kind())) {
      return node;
    }
    for (SourceNode part : node.parts()) {
      SourceNode found = first(part);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Places are counted in bytes and used as places of characters: so the original does. */
  private String text(SourceNode node) {
    int from = Math.min(bytes[node.start()], points.length);
    int to = Math.min(bytes[node.end()], points.length);
    return new String(points, from, to - from);
  }

  private Map<String, Object> call(SourceNode call) {
    List<SourceNode> parts = call.parts().stream().filter(p -> !p.is("comment")).toList();
    SourceNode arguments = parts.get(parts.size() - 1);
    String name = text(parts.get(parts.size() - 2));
    String whole = call.is("unqualified_invocation") ? name : text(parts.get(0)) + "." + name;
    return new LinkedHashMap<>(Map.of(whole, arguments(arguments)));
  }

  private Map<String, Object> arguments(SourceNode list) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    for (SourceNode argument : list.parts()) {
      if (argument.is("assignment_expression")) {
        put(arguments, text(argument.parts().get(0)), value(argument.parts().get(2), false));
      } else if (WHOLE.contains(argument.kind())) {
        put(arguments, null, value(argument, false));
      }
    }
    return arguments;
  }

  private static void put(Map<String, Object> arguments, String name, String value) {
    if (arguments.containsKey(name)) {
      throw new IllegalArgumentException("two arguments of one name");
    }
    arguments.put(name, value);
  }

  private String value(SourceNode node, boolean nested) {
    if (node.is("string_literal") || node.is("character_literal")) {
      return nested ? text(node) : inside(text(node));
    }
    if (WHOLE.contains(node.kind()) || INVOCATIONS.contains(node.kind())) {
      return text(node);
    }
    if (node.is("array_creation_expression")) {
      return array(node);
    }
    if (CREATIONS.contains(node.kind())) {
      return object(node);
    }
    return node.parts().isEmpty() ? text(node) : joined(node);
  }

  private static String inside(String text) {
    int[] all = text.codePoints().toArray();
    return all.length < 2 ? "" : new String(all, 1, all.length - 2);
  }

  private String joined(SourceNode node) {
    return node.parts().stream().map(part -> value(part, true)).collect(Collectors.joining());
  }

  private String array(SourceNode node) {
    SourceNode items = node.first("array_initializer");
    if (items == null) {
      throw new IllegalArgumentException("an array without its items");
    }
    return "new " + joined(node.first("created_type")) + "[]" + value(items, true);
  }

  /** A class body is lost. */
  private String object(SourceNode node) {
    SourceNode own = node.is("object_creation") ? node : node.first("object_creation");
    String arguments =
        own.first("argument_list").parts().stream()
            .filter(part -> !Set.of(",", "(", ")").contains(part.kind()))
            .map(part -> value(part, true))
            .collect(Collectors.joining(", "));
    return "new " + joined(own.first("created_type")) + "(" + arguments + ")";
  }
}
