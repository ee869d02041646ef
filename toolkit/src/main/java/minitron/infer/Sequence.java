package minitron.infer;

import java.util.Arrays;
import java.util.Random;

/** A sequence that is being generated: its prompt, its own draws, and its tokens so far. */
final class Sequence {
  private final int index;
  private final int[] prompt;
  private final Random draws;
  private int[] generated = new int[0];

  /**
   * A sequence without a new token.
   *
   * @param index of its prompt
   * @param draws its own, so that it does not depend on what is generated beside it
   */
  Sequence(int index, int[] prompt, Random draws) {
    this.index = index;
    this.prompt = prompt;
    this.draws = draws;
  }

  int index() {
    return index;
  }

  int[] prompt() {
    return prompt;
  }

  Random draws() {
    return draws;
  }

  int[] generated() {
    return generated;
  }

  int last() {
    return generated[generated.length - 1];
  }

  void add(int token) {
    generated = Arrays.copyOf(generated, generated.length + 1);
    generated[generated.length - 1] = token;
  }
}
