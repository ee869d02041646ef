package minitron.eval.chatrag;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import minitron.python.PythonJson;
import minitron.python.PythonRepr;
import minitron.text.Row;

/**
 * A conversation whose last question is to be answered from passages.
 *
 * @param turns the last one is the user's
 * @param contexts the passages, the likeliest first
 * @param answers all that are right
 * @param exeAnswer Python's value of ConvFinQA's {@code exe_answer}; null without one
 */
public record RagDoc(
    List<Turn> turns, List<Context> contexts, List<String> answers, Object exeAnswer) {

  /** Keeps the lists as they are now. */
  public RagDoc {
    turns = List.copyOf(turns);
    contexts = List.copyOf(contexts);
    answers = List.copyOf(answers);
  }

  /**
   * What one said.
   *
   * @param role {@code user} or {@code assistant}
   */
  public record Turn(String role, String content) {
    boolean isUser() {
      return role.equals("user");
    }
  }

  /** A passage. */
  public record Context(String title, String text) {}

  /** The last question. */
  public String question() {
    return turns.get(turns.size() - 1).content();
  }

  /** Reads a row in ChatRAG-Bench's schema; its ConvFinQA has {@code exe_answer} too. */
  public static RagDoc of(Row row) {
    Object exeAnswer =
        row.fields().has("exe_answer")
            ? PythonJson.loads(row.fields().get("exe_answer").toString())
            : null;
    return new RagDoc(turns(row), contexts(row), answers(row), exeAnswer);
  }

  private static List<Turn> turns(Row row) {
    List<Turn> turns = new ArrayList<>();
    for (Row turn : objects(row, "messages")) {
      if (!List.of("user", "assistant").contains(turn.text("role"))) {
        throw turn.problem("role", "must be \"user\" or \"assistant\"");
      }
      turns.add(new Turn(turn.text("role"), turn.text("content")));
    }
    if (turns.isEmpty() || !turns.get(turns.size() - 1).isUser()) {
      throw row.problem("messages", "must end with a turn of the user");
    }
    return turns;
  }

  private static List<Context> contexts(Row row) {
    return objects(row, "ctxs").stream()
        .map(passage -> new Context(passage.text("title"), passage.text("text")))
        .toList();
  }

  /** {@code answers}, or {@code answer} with one of them or a list. */
  private static List<String> answers(Row row) {
    String field = row.fields().has("answers") ? "answers" : "answer";
    JsonElement value = row.fields().get(field);
    if (value instanceof JsonArray list) {
      return StreamSupport.stream(list.spliterator(), false).map(RagDoc::text).toList();
    }
    if (value == null || field.equals("answers")) {
      throw row.problem(field, "must be a list of answers");
    }
    return List.of(text(value));
  }

  private static String text(JsonElement value) {
    return value instanceof JsonPrimitive text && text.isString()
        ? text.getAsString()
        : PythonRepr.str(PythonJson.loads(value.toString()));
  }

  private static List<Row> objects(Row row, String field) {
    if (!(row.fields().get(field) instanceof JsonArray list)) {
      throw row.problem(field, "must be a list of objects");
    }
    List<Row> rows = new ArrayList<>();
    for (JsonElement item : list) {
      if (!(item instanceof JsonObject fields)) {
        throw row.problem(field, "must be a list of objects");
      }
      rows.add(new Row(fields, "%s field \"%s\"[%d]".formatted(row.where(), field, rows.size())));
    }
    return rows;
  }
}
