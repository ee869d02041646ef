package minitron.eval.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import minitron.eval.bfcl.FunctionRow;
import minitron.eval.chatrag.RagDoc;
import minitron.text.Row;
import minitron.tinyworld.TinyWorld;
import minitron.tinyworld.talk.Exercise;
import minitron.tinyworld.talk.Talks;
import org.junit.jupiter.api.Test;

/** TinyWorld's rows are asked in the words that its conversations teach. */
class TinyPromptsTest {
  private static final Talks ASKED = new Talks(true, 61);

  @Test
  void functionsAndWish() {
    List<Row> rows = TinyWorld.items().split("bfcl", "tinyworld").rows();
    for (int i = 0; i < rows.size(); i++) {
      assertEquals(asked(ASKED.exercise("bfcl", i)), TinyBfcl.prompt(FunctionRow.of(rows.get(i))));
    }
  }

  @Test
  void passagesAndQuestions() {
    List<Row> rows = TinyWorld.items().split("chatrag/tinyworld", "test").rows();
    for (int i = 0; i < rows.size(); i++) {
      assertEquals(asked(ASKED.exercise("chatrag", i)), TinyChatRag.prompt(RagDoc.of(rows.get(i))));
    }
  }

  private static Object asked(Exercise exercise) {
    return exercise.messages().get(0).fields().get("content");
  }
}
