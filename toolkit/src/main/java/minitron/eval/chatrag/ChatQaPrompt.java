package minitron.eval.chatrag;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import minitron.eval.chatrag.RagDoc.Turn;
import minitron.infer.TokenCodec;

/**
 * The prompt of ChatQA (Liu et al., 2024), as ChatRAG-Bench's run_generation asks.
 *
 * @param instruction how long an answer is to be
 * @param contexts passages that are shown; the benchmark shows 5
 * @param longest tokens of prompt and answer at most; the benchmark has 4096. A model with a
 *     shorter window has its window.
 */
public record ChatQaPrompt(Instruction instruction, int contexts, int longest)
    implements RagPrompt {
  private static final String SYSTEM =
      "System: This is a chat between a user and an artificial intelligence assistant. The"
          + " assistant gives helpful, detailed, and polite answers to the user's questions based"
          + " on the context. The assistant should also indicate when the answer cannot be found in"
          + " the context.";

  /** Turns that are kept, the last ones. */
  private static final int TURNS = 7;

  /** The benchmark's own numbers. */
  public ChatQaPrompt(Instruction instruction) {
    this(instruction, 5, 4096);
  }

  @Override
  public String of(RagDoc doc, TokenCodec codec, int maxGenToks, int window) {
    String question = question(doc.turns());
    String context =
        doc.contexts().stream()
            .limit(contexts)
            .map(passage -> "title: " + passage.title() + ", source: " + passage.text())
            .collect(Collectors.joining("\n\n"));
    int rest =
        Math.min(longest, window)
            - maxGenToks
            - codec.encode(question).length
            - codec.encode(SYSTEM).length;
    int[] ids = codec.encode(context);
    if (ids.length >= rest) {
      context = codec.decode(first(ids, rest));
    }
    return SYSTEM + "\n\n" + context + "\n\n" + question;
  }

  /** Python's {@code ids[:count]}: a negative count leaves out so many at the end. */
  private static int[] first(int[] ids, int count) {
    int length = count < 0 ? Math.max(0, ids.length + count) : Math.min(count, ids.length);
    return Arrays.copyOf(ids, length);
  }

  private String question(List<Turn> turns) {
    List<Turn> last = turns.subList(Math.max(0, turns.size() - TURNS), turns.size());
    return instruction.on(last).stream()
        .map(turn -> (turn.isUser() ? "User: " : "Assistant: ") + turn.content() + "\n\n")
        .collect(Collectors.joining("", "", "Assistant:"));
  }
}
