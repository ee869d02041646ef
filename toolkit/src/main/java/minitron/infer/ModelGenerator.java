package minitron.infer;

import ai.djl.ndarray.NDManager;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minitron.infer.GenerationBatch.Text;
import minitron.runs.Progress;
import minitron.tensor.Engines;

/**
 * Tokens that a model writes after prompts, in float32: several texts at once, and when one is
 * finished, the next prompt takes its place.
 *
 * @param model the forward pass, which its owner closes
 * @param batch texts at once
 * @param sampling how a token is picked
 */
public record ModelGenerator(NextLogits model, int batch, Sampling sampling) implements Generator {

  @Override
  public Generator sampling(Sampling other) {
    return new ModelGenerator(model, batch, other);
  }

  @Override
  public void generate(
      List<int[]> prompts,
      List<Integer> numbers,
      int maxNewTokens,
      Predicate<int[]> finished,
      Progress progress,
      Listener listener) {
    Deque<Text> waiting = longestFirst(prompts, numbers);
    if (waiting.isEmpty()) {
      return;
    }
    Supplier<Integer> writing =
        () -> write(waiting, prompts.size(), maxNewTokens, finished, progress, listener);
    int done = model.isSmall() ? Engines.withOneThread(writing) : writing.get();
    if (done < prompts.size()) {
      throw new StoppedException(done, prompts.size(), "texts");
    }
  }

  /** Writes texts until all are done or it is asked to stop; how many are done. */
  private int write(
      Deque<Text> waiting,
      int all,
      int maxNewTokens,
      Predicate<int[]> finished,
      Progress progress,
      Listener listener) {
    int room = waiting.peek().prompt.length + maxNewTokens;
    int places = Math.min(batch, all);
    int done = 0;
    long written = 0;
    try (NDManager manager = Engines.manager()) {
      var slots = new GenerationBatch(model, places, room, sampling, manager);
      while (done < all) {
        if (slots.free() > 0 && !waiting.isEmpty()) {
          List<Text> entering = together(waiting, slots.free());
          slots.enter(entering);
          written += entering.size();
        } else {
          slots.step();
          written += places - slots.free();
        }
        progress.at(written, (long) all * maxNewTokens, "");
        for (Text text : slots.leave(t -> t.length == maxNewTokens || finished.test(t))) {
          listener.at(text.index, text.generated);
          done++;
        }
        if (progress.cancelled()) {
          break;
        }
      }
    }
    return done;
  }

  /** What does not fit into memory says so at once. */
  private Deque<Text> longestFirst(List<int[]> prompts, List<Integer> numbers) {
    return IntStream.range(0, prompts.size())
        .mapToObj(i -> new Text(i, prompts.get(i), sampling.draws(numbers.get(i))))
        .sorted(Comparator.comparing(text -> -text.prompt.length))
        .collect(Collectors.toCollection(ArrayDeque::new));
  }

  /** The next texts, as many as have a place and go into a pass; at least one. */
  private static List<Text> together(Deque<Text> waiting, int places) {
    int pass = Math.max(1, ModelScorer.PASS_TOKENS / waiting.peek().prompt.length);
    List<Text> entering = new ArrayList<>();
    while (entering.size() < Math.min(places, pass) && !waiting.isEmpty()) {
      entering.add(waiting.poll());
    }
    return entering;
  }
}
