package minitron.eval;

import java.util.List;
import java.util.function.Predicate;

/** A model, as writing sees it. */
@FunctionalInterface
public interface Generator {

  /**
   * Goes on from every prompt.
   *
   * @param most how many tokens at most
   * @param finished says of what was written so far after a prompt that it is enough
   * @return what was written, in the prompts' order, the token that ended it included
   */
  List<int[]> generate(List<int[]> prompts, int most, Predicate<int[]> finished);
}
