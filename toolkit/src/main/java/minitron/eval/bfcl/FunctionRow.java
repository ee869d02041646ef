package minitron.eval.bfcl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minitron.python.PythonJson;
import minitron.text.ItemSource;
import minitron.text.Row;
import minitron.text.chat.Message;

/**
 * A row of the leaderboard's data, in Python's values, so that 1.0 stays 1.0 and keys keep their
 * order.
 *
 * @param id the row's own
 * @param messages of the only turn
 * @param functions the descriptions of all functions that may be called
 * @param answers the expected calls; empty for a category without
 */
public record FunctionRow(
    String id, List<Message> messages, List<Object> functions, List<Object> answers) {
  private static final String QUESTIONS = "BFCL_v4_";
  private static final String ANSWERS = "possible_answer_";

  /** The split of a category's questions. */
  public static String questions(Category category) {
    return QUESTIONS + category.title();
  }

  /** The split of its answers, which stand in the same order. */
  public static String answers(Category category) {
    return ANSWERS + category.title();
  }

  /** Every row of a category with its answers. */
  public static List<FunctionRow> all(ItemSource items, String dataset, Category category) {
    List<Row> questions = items.split(dataset, questions(category)).rows();
    List<Row> answers =
        category.hasAnswers() ? items.split(dataset, answers(category)).rows() : List.of();
    if (category.hasAnswers() && answers.size() != questions.size()) {
      throw new IllegalArgumentException(
          "%s has %d rows and %s has %d; questions and answers must stand in the same lines."
              .formatted(questions(category), questions.size(), answers(category), answers.size()));
    }
    List<FunctionRow> rows = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      List<Object> right = answers.isEmpty() ? List.of() : answer(answers.get(i));
      rows.add(of(questions.get(i)).with(right));
    }
    return rows;
  }

  /** A question, without its answers. */
  public static FunctionRow of(Row row) {
    Map<String, Object> fields = fields(row);
    List<Object> turns = list(row, fields, "question");
    if (turns.size() != 1 || !(turns.get(0) instanceof List<?> turn) || turn.isEmpty()) {
      throw row.problem("question", "must be a list of one turn, a list of messages");
    }
    List<Message> messages = new ArrayList<>();
    for (Object message : turn) {
      messages.add(new Message(FunctionDoc.dict(message)));
    }
    List<Object> functions = list(row, fields, "function");
    return new FunctionRow(row.text("id"), messages, functions, List.of());
  }

  /** The expected calls in a line of answers. */
  public static List<Object> answer(Row row) {
    return list(row, fields(row), "ground_truth");
  }

  /** The same with the expected calls. */
  public FunctionRow with(List<Object> right) {
    return new FunctionRow(id, messages, functions, right);
  }

  /** The row's numbers are kept as they are written until here. */
  private static Map<String, Object> fields(Row row) {
    return FunctionDoc.dict(PythonJson.loads(row.fields().toString()));
  }

  @SuppressWarnings("unchecked") // JSON's lists hold nothing but values
  private static List<Object> list(Row row, Map<String, Object> fields, String field) {
    if (!(fields.get(field) instanceof List<?> list)) {
      throw row.problem(field, "must be a list");
    }
    return (List<Object>) list;
  }
}
