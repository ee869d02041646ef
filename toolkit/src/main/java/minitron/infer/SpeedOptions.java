package minitron.infer;

import java.util.Arrays;
import java.util.List;

/**
 * What is timed: every batch with every prompt and every number of new tokens.
 *
 * @param batches texts at once
 * @param prompts tokens of a prompt
 * @param tokens to write after each
 * @param rounds that count; one goes before them
 */
public record SpeedOptions(
    List<Integer> batches, List<Integer> prompts, List<Integer> tokens, int rounds) {
  /** One text and sixteen at once, prompts of 32 and 128 tokens, 32 to write, five rounds. */
  public static final SpeedOptions DEFAULT =
      new SpeedOptions(List.of(1, 16), List.of(32, 128), List.of(32), 5);

  /** Checks the numbers. */
  public SpeedOptions {
    batches = List.copyOf(batches);
    prompts = List.copyOf(prompts);
    tokens = List.copyOf(tokens);
    if (rounds < 1 || workloads(batches, prompts, tokens).isEmpty()) {
      throw new IllegalArgumentException(
          "Nothing to time: at least one batch, prompt, number of tokens and round is needed.");
    }
  }

  /** The same with other numbers of texts at once. */
  public SpeedOptions batches(int... some) {
    return new SpeedOptions(list(some), prompts, tokens, rounds);
  }

  /** The same with prompts of these lengths. */
  public SpeedOptions prompts(int... some) {
    return new SpeedOptions(batches, list(some), tokens, rounds);
  }

  /** The same with so many tokens to write; each number is timed. */
  public SpeedOptions tokens(int... some) {
    return new SpeedOptions(batches, prompts, list(some), rounds);
  }

  /** The same with another number of rounds. */
  public SpeedOptions rounds(int some) {
    return new SpeedOptions(batches, prompts, tokens, some);
  }

  /** Each of them. */
  public List<Workload> workloads() {
    return workloads(batches, prompts, tokens);
  }

  private static List<Workload> workloads(
      List<Integer> batches, List<Integer> prompts, List<Integer> tokens) {
    return batches.stream()
        .flatMap(
            b -> prompts.stream().flatMap(p -> tokens.stream().map(t -> new Workload(b, p, t))))
        .toList();
  }

  private static List<Integer> list(int... some) {
    return Arrays.stream(some).boxed().toList();
  }
}
