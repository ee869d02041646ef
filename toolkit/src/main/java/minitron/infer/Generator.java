package minitron.infer;

import java.util.List;
import java.util.function.Predicate;
import minitron.runs.Progress;

/** A model, as writing sees it. */
@FunctionalInterface
public interface Generator {

  /**
   * Goes on from every prompt.
   *
   * @param maxNewTokens how many tokens at most
   * @param finished says of what was written so far after a prompt that it is enough
   * @return what was written, in the prompts' order, the token that ended it included
   */
  List<int[]> generate(List<int[]> prompts, int maxNewTokens, Predicate<int[]> finished);

  /**
   * The same, telling of each text as soon as it is there.
   *
   * @param numbers of the prompts; what is drawn after a prompt follows from its number
   * @param progress says when to stop
   * @throws StoppedException if it was asked to
   */
  default void generate(
      List<int[]> prompts,
      List<Integer> numbers,
      int maxNewTokens,
      Predicate<int[]> finished,
      Progress progress,
      Listener listener) {
    List<int[]> generated = generate(prompts, maxNewTokens, finished);
    for (int i = 0; i < generated.size(); i++) {
      listener.at(i, generated.get(i));
    }
  }

  /** Hears of sequences. */
  @FunctionalInterface
  interface Listener {
    /** What was written after a prompt, by the prompt's index. */
    void at(int prompt, int[] generated);
  }
}
