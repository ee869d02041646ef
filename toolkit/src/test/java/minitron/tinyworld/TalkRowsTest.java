package minitron.tinyworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minitron.eval.bfcl.Category;
import minitron.eval.bfcl.Checked;
import minitron.eval.bfcl.FunctionRow;
import minitron.eval.ifeval.Instructions;
import minitron.python.PythonJson;
import minitron.text.Row;
import minitron.text.Tokenizer;
import minitron.text.chat.Message;
import minitron.tinyworld.talk.Exercise;
import minitron.tinyworld.talk.Talks;
import org.junit.jupiter.api.Test;

/** What TinyWorld calls right is right by the benchmarks' own rules, and fits its teacher. */
class TalkRowsTest {
  private static final Talks ASKED = new Talks(true, 61);

  @Test
  void rightAnswersFollowIfEvalsInstructions() {
    Set<String> ids = new HashSet<>();
    List<Row> rows = TinyWorld.items().split("ifeval", "tinyworld").rows();
    for (int i = 0; i < rows.size(); i++) {
      List<String> asked = rows.get(i).texts("instruction_id_list");
      ids.addAll(asked);
      String answer = answer(ASKED.exercise("ifeval", i));
      assertFalse(
          Instructions.of(asked, kwargs(rows.get(i))).strict(answer).contains(false),
          () -> rows + " " + answer);
    }
    assertEquals(8, ids.size());
  }

  @SuppressWarnings("unchecked") // an object's keys are texts
  private static List<Map<String, Object>> kwargs(Row row) {
    return (List<Map<String, Object>>) PythonJson.loads(row.fields().get("kwargs").toString());
  }

  @Test
  void rightCallsAreValidByTheLeaderboardsChecker() {
    List<Row> rows = TinyWorld.items().split("bfcl", "tinyworld").rows();
    List<Row> right = TinyWorld.items().split("bfcl", "possible_answer_tinyworld").rows();
    Map<String, List<Object>> answers = new HashMap<>();
    right.forEach(row -> answers.put(row.text("id"), FunctionRow.answer(row)));
    for (int i = 0; i < rows.size(); i++) {
      FunctionRow row = FunctionRow.of(rows.get(i));
      Category category = Category.of(row.id().substring(0, row.id().lastIndexOf('_')));
      String answer = answer(ASKED.exercise("bfcl", i));
      List<Object> expected = answers.getOrDefault(row.id(), List.of());
      Checked checked = Checked.of(category, row.functions(), expected, answer);
      assertTrue(checked.verdict().valid(), () -> row + " " + answer + " " + checked);
    }
    assertEquals(200, answers.size());
  }

  @Test
  void everyConversationFitsTheTeachersWindow() {
    Tokenizer tokenizer = Tokenizer.of(Path.of("../datasets/tinyworld/tokenizer"));
    for (int i = 0; i < 2000; i++) {
      var text = new StringBuilder();
      for (Message message : ASKED.exercise(i).messages()) {
        text.append("Question: ").append(message.fields().get("content")).append("\n");
      }
      assertTrue(tokenizer.encodePlain(text.toString()).length < 120, text::toString);
    }
  }

  private static String answer(Exercise exercise) {
    return (String) exercise.messages().get(exercise.messages().size() - 1).fields().get("content");
  }
}
