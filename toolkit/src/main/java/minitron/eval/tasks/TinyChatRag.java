package minitron.eval.tasks;

import java.util.List;
import java.util.stream.Collectors;
import minitron.eval.chatrag.GroundedQa;
import minitron.eval.chatrag.RagDoc;
import minitron.eval.chatrag.RagDoc.Turn;
import minitron.eval.chatrag.RagScoring;
import minitron.eval.task.Task;

/**
 * Questions about TinyWorld's passages, a quarter of which do not tell, scored as ChatRAG-Bench's
 * QuAC; its own prompt is too long for a window of 256 tokens. Rows as {@link ChatRag}'s.
 */
public final class TinyChatRag {
  public static final Task TASK =
      Task.of(
          "tinyworld_chatrag",
          1.0,
          "chatrag/tinyworld",
          "test",
          null,
          new GroundedQa((doc, codec, most, window) -> prompt(doc), RagScoring.F1_OR_NONE, 32));

  private TinyChatRag() {}

  /** Passages, and what was said; the last question stands last. */
  static String prompt(RagDoc doc) {
    List<Turn> turns = doc.turns();
    String passages =
        doc.contexts().stream()
            .map(passage -> passage.title() + ": " + passage.text() + "\n")
            .collect(Collectors.joining());
    String later =
        turns.stream()
            .skip(1)
            .map(
                turn ->
                    (turn.role().equals("user") ? "\nQuestion: " : "\nAnswer: ") + turn.content())
            .collect(Collectors.joining());
    return passages + "Answer from this passage only. " + turns.get(0).content() + later;
  }
}
