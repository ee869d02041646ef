package minitron.eval.chatrag;

import java.util.ArrayList;
import java.util.List;
import minitron.eval.chatrag.RagDoc.Turn;

/** How long an answer is to be: what ChatQA puts before a turn of the user. */
public enum Instruction {
  /** Before the first turn of the user that is kept. */
  FULL("Please give a full and complete answer for the question. "),
  /** Before the last turn, as the others. */
  SHORT_OR_FULL("Answer the following question with a short span, or a full and complete answer. "),
  ITEMS("Answer the following question with one or a list of items. "),
  SHORT(
      "Answer the following question with a short span. The answer needs to be just in a few words. ");

  private final String text;

  Instruction(String text) {
    this.text = text;
  }

  /** The turns with the instruction. */
  List<Turn> on(List<Turn> turns) {
    int at = turns.size() - 1;
    for (int i = at; this == FULL && i >= 0; i--) {
      at = turns.get(i).isUser() ? i : at;
    }
    List<Turn> told = new ArrayList<>(turns);
    told.set(at, new Turn(turns.get(at).role(), text + turns.get(at).content()));
    return told;
  }
}
