package minitron.eval.mtbench;

import java.util.List;
import minitron.text.Row;

/**
 * A question and what is asked after its answer.
 *
 * @param id the data's, from 81 to 160
 * @param category {@code writing}, {@code math} …
 * @param turns two texts
 */
public record Question(int id, String category, List<String> turns) {
  /** Turns of every question. */
  public static final int TURNS = 2;

  /** Keeps the turns as they are now. */
  public Question {
    turns = List.copyOf(turns);
  }

  /** Reads a row. */
  public static Question of(Row row) {
    List<String> turns = row.texts("turns");
    if (turns.size() != TURNS) {
      throw row.problem("turns", "must hold two strings");
    }
    return new Question(row.whole("question_id"), row.text("category"), turns);
  }
}
