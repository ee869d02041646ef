package minitron.infer;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import minitron.runs.Progress;

/** A model, as writing sees it. */
@FunctionalInterface
public interface Generator {

  /**
   * Goes on from every prompt, in any order, and tells of each text as soon as it is there.
   *
   * @param numbers of the prompts; what is drawn after a prompt follows from its number
   * @param maxNewTokens how many tokens at most
   * @param finished says of what was written so far after a prompt that it is enough
   * @param progress says when to stop, and may hear of tokens written, of the most there can be
   * @throws StoppedException if it was asked to
   */
  void generate(
      List<int[]> prompts,
      List<Integer> numbers,
      int maxNewTokens,
      Predicate<int[]> finished,
      Progress progress,
      Listener listener);

  /**
   * Goes on from every prompt, numbered from 0.
   *
   * @return what was written, in the prompts' order, the token that ended it included
   */
  default List<int[]> generate(List<int[]> prompts, int maxNewTokens, Predicate<int[]> finished) {
    var generated = new int[prompts.size()][];
    generate(
        prompts,
        IntStream.range(0, prompts.size()).boxed().toList(),
        maxNewTokens,
        finished,
        Progress.SILENT,
        (prompt, tokens) -> generated[prompt] = tokens);
    return List.of(generated);
  }

  /** The same, picking tokens in another way; one that only ever picks in one way stays itself. */
  default Generator sampling(Sampling other) {
    return this;
  }

  /** Hears of sequences. */
  @FunctionalInterface
  interface Listener {
    /** What was written after a prompt, by the prompt's index. */
    void at(int prompt, int[] generated);
  }
}
