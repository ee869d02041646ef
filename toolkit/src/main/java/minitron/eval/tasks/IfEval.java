package minitron.eval.tasks;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minitron.eval.ifeval.Instructions;
import minitron.eval.task.FollowInstructions;
import minitron.eval.task.Task;
import minitron.python.PythonJson;
import minitron.text.Row;

/**
 * IFEval: requests with one to three instructions that a program can check, such as a number of
 * words; always without shots.
 *
 * <p>Rows: {@code prompt}, {@code instruction_id_list} with the kinds' names, and {@code kwargs},
 * an object for each of them; a value of null, 0 or nothing counts as not said.
 */
public final class IfEval {
  public static final Task TASK =
      Task.of("ifeval", 4.0, "ifeval", "train", null, new FollowInstructions(IfEval::doc, 1280));

  private IfEval() {}

  static FollowInstructions.Doc doc(Row row) {
    List<String> ids = row.texts("instruction_id_list");
    List<Map<String, Object>> kwargs = kwargs(row);
    try {
      return new FollowInstructions.Doc(row.text("prompt"), Instructions.of(ids, kwargs));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s: %s; correct that line or take it out.".formatted(row.where(), e.getMessage()), e);
    }
  }

  @SuppressWarnings("unchecked") // an object's keys are texts
  private static List<Map<String, Object>> kwargs(Row row) {
    if (!(row.fields().get("kwargs") instanceof JsonArray list)) {
      throw row.problem("kwargs", "must be a list of objects");
    }
    List<Map<String, Object>> kwargs = new ArrayList<>();
    for (JsonElement element : list) {
      if (!(PythonJson.loads(element.toString()) instanceof Map<?, ?> values)) {
        throw row.problem("kwargs", "must be a list of objects");
      }
      kwargs.add((Map<String, Object>) values);
    }
    return kwargs;
  }
}
