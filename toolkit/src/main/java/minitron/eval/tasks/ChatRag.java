package minitron.eval.tasks;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import minitron.eval.chatrag.ChatQaPrompt;
import minitron.eval.chatrag.GroundedQa;
import minitron.eval.chatrag.RagSet;
import minitron.eval.task.Benchmark;
import minitron.eval.task.Group;
import minitron.eval.task.Task;

/**
 * ChatRAG-Bench: questions in conversations, to be answered from five passages.
 *
 * <p>Rows: {@code messages} with {@code role} and {@code content}, {@code ctxs} with {@code title}
 * and {@code text}, and {@code answers}; convfinqa's {@code exe_answer} too. A file may be a JSON
 * list, as the benchmark has it: {@code chatrag/doc2dial/test.json}. A data set that is not there
 * is a row without a score.
 */
public final class ChatRag {
  private static final String SOURCE =
      "it is on the Hugging Face hub only, in nvidia/ChatRAG-Bench";

  private static final Group DOQA =
      new Group(
          "chatrag_doqa",
          "doqa",
          1,
          List.of(),
          tasks(RagSet.DOQA.stream()),
          true,
          Optional.empty());

  private static final Group GROUP =
      new Group(
          "chatrag",
          "chatrag",
          1,
          List.of(DOQA),
          tasks(RagSet.SINGLE.stream()),
          true,
          Optional.empty());

  private static final Group WITHOUT_HYBRIDIAL =
      new Group(
          "chatrag_without_hybridial",
          "chatrag without hybridial",
          1,
          List.of(DOQA),
          GROUP.tasks().stream().filter(task -> !task.name().endsWith("hybridial")).toList(),
          true,
          Optional.empty());

  /** All ten data sets, of which DoQA is three, and their means. */
  public static final Benchmark ALL =
      new Benchmark(GROUP.leaves().toList(), List.of(GROUP, WITHOUT_HYBRIDIAL, DOQA), 0);

  private ChatRag() {}

  private static List<Task> tasks(Stream<RagSet> sets) {
    return sets.map(ChatRag::task).toList();
  }

  private static Task task(RagSet set) {
    var type =
        new GroundedQa(
            new ChatQaPrompt(set.instruction()),
            set.scoring(),
            64,
            Optional.of(SOURCE),
            Optional.empty());
    return Task.of(
        "chatrag_" + set.name(), 1.0, "chatrag/" + set.folder(), set.split(), null, type);
  }
}
