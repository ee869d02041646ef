package minitron.infer;

import java.util.Arrays;
import java.util.Random;

/** A text that is being written: its prompt, its own draws, and its tokens so far. */
final class Sequence {
  private final int index;
  private final int[] prompt;
  private final Random draws;
  private int[] written = new int[0];

  /**
   * A text without a token.
   *
   * @param index of its prompt
   * @param draws its own, so that it does not depend on what is written beside it
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

  int[] written() {
    return written;
  }

  int last() {
    return written[written.length - 1];
  }

  void add(int token) {
    written = Arrays.copyOf(written, written.length + 1);
    written[written.length - 1] = token;
  }
}
