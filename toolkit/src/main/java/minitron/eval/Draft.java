package minitron.eval;

import java.util.Arrays;
import java.util.Random;

/** A text that is being written: its prompt, its own draws, and its tokens so far. */
final class Draft {
  private final int prompt;
  private final Random draws;
  private int[] written = new int[0];

  /**
   * A text without a token.
   *
   * @param prompt its number; with the seed it says what is drawn, whatever is written beside it
   */
  Draft(int prompt, long seed) {
    this.prompt = prompt;
    this.draws = new Random(seed * 1_000_003L + prompt);
  }

  int prompt() {
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
