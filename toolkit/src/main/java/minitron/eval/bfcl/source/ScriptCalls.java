package minitron.eval.bfcl.source;

import com.google.common.base.Utf8;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The first call in a piece of JavaScript, as BFCL's {@code parse_javascript_function_call} reads
 * it: values are texts as they stand.
 */
public final class ScriptCalls {
  private static final Grammar SCRIPT = Grammar.named("javascript.grammar");

  /** What a value is assigned to. */
  private static final Set<String> TARGETS =
      Set.of(
          "identifier",
          "member_expression",
          "subscript_expression",
          "object_pattern",
          "array_pattern",
          "undefined",
          "parenthesized_expression");

  private static final Set<String> UNNAMED = Set.of("identifier", "true");

  /** From how many bytes on a lonely word may follow a statement: tree-sitter mends that. */
  private static final int LONG_ENOUGH = 11;

  private final String text;

  private ScriptCalls(String text) {
    this.text = text;
  }

  /**
   * The first statement that is a call: a list with a dict of its name and arguments; null if there
   * is none.
   *
   * @throws IllegalArgumentException for what is no JavaScript, and arguments of one name
   */
  public static Object of(String source) {
    SourceNode program = SourceParser.parse(SCRIPT, source);
    new ScriptCalls(source).check(program);
    return program.parts().stream()
        .filter(statement -> statement.is("expression_statement"))
        .flatMap(statement -> statement.parts().stream())
        .filter(part -> part.is("call_expression"))
        .findFirst()
        .map(call -> List.of(new ScriptCalls(source).call(call)))
        .orElse(null);
  }

  private void check(SourceNode node) {
    node.parts().forEach(this::check);
    if (node.kind().endsWith("assignment_expression")
        && !TARGETS.contains(node.parts().get(0).kind())) {
      throw new IllegalArgumentException("nothing can be assigned to this");
    }
    boolean call = !node.parts().isEmpty() && !node.parts().get(0).is("assignment_expression");
    boolean mended = node.is("expression_statement") && node.first("missing") != null;
    if (mended && !(call && Utf8.encodedLength(text(node)) >= LONG_ENOUGH)) {
      throw new IllegalArgumentException("a semicolon is missing");
    }
  }

  private String text(SourceNode node) {
    return text.substring(node.start(), node.end());
  }

  private Map<String, Object> call(SourceNode call) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    for (SourceNode argument : call.parts().get(1).parts()) {
      if (argument.is("assignment_expression")) {
        put(arguments, text(argument.parts().get(0)), value(text(argument.parts().get(2))));
      } else if (UNNAMED.contains(argument.kind())) {
        put(arguments, null, text(argument));
      }
    }
    return new LinkedHashMap<>(Map.of(text(call.parts().get(0)), arguments));
  }

  private static void put(Map<String, Object> arguments, String name, String value) {
    if (arguments.containsKey(name)) {
      throw new IllegalArgumentException("two arguments of one name");
    }
    arguments.put(name, value);
  }

  /** One pair of equal quotes is cut, whatever stands between. */
  private static String value(String text) {
    boolean quoted =
        (text.startsWith("\"") && text.endsWith("\""))
            || (text.startsWith("'") && text.endsWith("'"));
    return quoted ? text.substring(1, Math.max(1, text.length() - 1)) : text;
  }
}
