package minitron.eval.ifeval;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A kind of instruction.
 *
 * @param words what is asked, in a few words
 * @param check from what is asked to whether a text does it; refuses what cannot be asked
 */
record Rule(Function<Kwargs, String> words, Function<Kwargs, Predicate<String>> check) {

  /** One that asks nothing in particular. */
  static Rule plain(String words, Predicate<String> check) {
    return new Rule(any -> words, any -> check);
  }
}
