package minitron.infer;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import minitron.runs.Progress;

/**
 * Writing that is timed: the likeliest tokens after made-up prompts, and no token ends a text.
 *
 * @param batch texts at once
 * @param prompt tokens of each prompt
 * @param tokens to write after each
 */
public record Workload(int batch, int prompt, int tokens) {
  /** Checks the sizes. */
  public Workload {
    if (batch < 1 || prompt < 1 || tokens < 2) {
      throw new IllegalArgumentException(
          "Cannot time %d texts of %d and %d more tokens: at least one text, a prompt of 1 token and 2 more are needed."
              .formatted(batch, prompt, tokens));
    }
  }

  /**
   * What a call took.
   *
   * @param first seconds until every text has its first token: the prefill
   * @param rest seconds for the other tokens: the generation
   */
  public record Seconds(double first, double rest) {
    /** Of the whole answer. */
    public double all() {
      return first + rest;
    }
  }

  /** Tokens that are read in a second of the prefill. */
  public double prefillRate(double first) {
    return (double) batch * prompt / first;
  }

  /** Tokens that are written in a second after the first of each text. */
  public double generationRate(double rest) {
    return (double) batch * (tokens - 1) / rest;
  }

  /**
   * Times a model once.
   *
   * @throws IllegalArgumentException if a text is longer than the model's window
   * @throws StoppedException if it was asked to stop
   */
  public Seconds time(NextLogits model, Progress progress) {
    int window = model.model().config().maxPositionEmbeddings();
    if (prompt + tokens > window) {
      throw new IllegalArgumentException(
          "A prompt of %d tokens and %d to write are more than the model's max_position_embeddings of %d: take shorter prompts or fewer tokens."
              .formatted(prompt, tokens, window));
    }
    List<int[]> prompts = prompts(model.model().config().vocabSize());
    List<Integer> numbers = IntStream.range(0, batch).boxed().toList();
    long[] first = {0};
    Predicate<int[]> goesOn =
        written -> {
          first[0] = written.length == 1 ? System.nanoTime() : first[0];
          return false;
        };
    long began = System.nanoTime();
    new ModelGenerator(model, batch, Sampling.GREEDY)
        .generate(prompts, numbers, tokens, goesOn, progress.silent(), (i, text) -> {});
    return new Seconds((first[0] - began) / 1e9, (System.nanoTime() - first[0]) / 1e9);
  }

  private List<int[]> prompts(int vocabulary) {
    return IntStream.range(0, batch)
        .mapToObj(b -> IntStream.range(0, prompt).map(t -> (31 + 7919 * b + 104_729 * t) & 0x7fff))
        .map(ids -> ids.map(id -> id % vocabulary).toArray())
        .toList();
  }

  @Override
  public String toString() {
    return "batch %d, prompt %d, %d new tokens".formatted(batch, prompt, tokens);
  }
}
