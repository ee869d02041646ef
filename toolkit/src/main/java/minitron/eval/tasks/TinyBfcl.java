package minitron.eval.tasks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import minitron.eval.bfcl.Category;
import minitron.eval.bfcl.FunctionRow;
import minitron.eval.task.Task;
import minitron.text.chat.Message;

/**
 * Calls of TinyWorld's functions, read and judged as the leaderboard does; its own prompt is too
 * long for a window of 256 tokens. Rows as BFCL's, of several categories, which their ids name.
 */
public final class TinyBfcl {
  public static final Task TASK =
      Task.of(
          "tinyworld_bfcl",
          1.0,
          "bfcl",
          "tinyworld",
          null,
          new FunctionCalls(
              TinyBfcl::category,
              Optional.of("possible_answer_tinyworld"),
              row -> List.of(Message.of("user", prompt(row))),
              64));

  private TinyBfcl() {}

  /** Of {@code multiple_12}: {@code multiple}. */
  private static Category category(FunctionRow row) {
    return Category.of(row.id().substring(0, row.id().lastIndexOf('_')));
  }

  /** The functions with their parameters' names, then the wish. */
  static String prompt(FunctionRow row) {
    String functions =
        row.functions().stream()
            .map(TinyBfcl::shown)
            .collect(Collectors.joining(", ", "Functions: ", "\n"));
    return functions + row.messages().get(row.messages().size() - 1).fields().get("content");
  }

  private static String shown(Object function) {
    String parameters =
        field(field(function, "parameters"), "properties") instanceof Map<?, ?> all
            ? all.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "))
            : "";
    return field(function, "name") + "(" + parameters + ")";
  }

  private static Object field(Object of, String name) {
    return of instanceof Map<?, ?> map ? map.get(name) : null;
  }
}
