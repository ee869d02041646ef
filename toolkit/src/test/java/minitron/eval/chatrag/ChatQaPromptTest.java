package minitron.eval.chatrag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import minitron.eval.ask.CharCodec;
import org.junit.jupiter.api.Test;

class ChatQaPromptTest {
  private static final CharCodec CODEC = new CharCodec();

  @Test
  void passagesStandBeforeTheConversation() {
    String prompt = prompt(Instruction.SHORT, 1, 10_000);
    assertTrue(prompt.startsWith("System: This is a chat between"), prompt);
    assertTrue(
        prompt.endsWith(
            "context.\n\ntitle: T0, source: S0\n\nUser: Answer the following question with a short"
                + " span. The answer needs to be just in a few words. 0\n\nAssistant:"),
        prompt);
  }

  /** Of nine turns seven are kept, from the third on, which is the user's. */
  @Test
  void theFirstTurnThatIsKeptHasTheInstruction() {
    String prompt = prompt(Instruction.FULL, 9, 10_000);
    assertTrue(
        prompt.contains(
            "S1\n\nUser: Please give a full and complete answer for the question. 2\n\nAssistant:"
                + " 3\n\nUser: 4\n\n"),
        prompt);
    assertTrue(prompt.endsWith("User: 8\n\nAssistant:"), prompt);
  }

  @Test
  void passagesThatDoNotFitAreCut() {
    String whole = prompt(Instruction.ITEMS, 1, 10_000);
    String context = "title: T0, source: S0\n\ntitle: T1, source: S1";
    // Each part has a token before its characters; four characters stand between the parts.
    int others = whole.length() - context.length() - 4 + 2;
    // As many tokens as there are is one too many already, but nothing is cut.
    assertEquals(whole, prompt(Instruction.ITEMS, 1, others + 64 + context.length() + 1));
    String cut = whole.replace(context, context.substring(0, 5));
    assertEquals(cut, prompt(Instruction.ITEMS, 1, others + 64 + 6));
    // A negative room leaves out as many at the end, as Python's slices do.
    String rest = whole.replace(context, context.substring(0, context.length() - 3));
    assertEquals(rest, prompt(Instruction.ITEMS, 1, others + 64 - 3));
  }

  private static String prompt(Instruction instruction, int turns, int window) {
    RagDoc doc =
        new RagDoc(
            IntStream.range(0, turns)
                .mapToObj(i -> new RagDoc.Turn(i % 2 == 0 ? "user" : "assistant", "" + i))
                .toList(),
            IntStream.range(0, 3).mapToObj(i -> new RagDoc.Context("T" + i, "S" + i)).toList(),
            List.of("x"),
            null);
    int shown = instruction == Instruction.SHORT ? 1 : 2;
    return new ChatQaPrompt(instruction, shown, 20_000).of(doc, CODEC, 64, window);
  }
}
