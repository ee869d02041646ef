package minitron.eval;

import ai.djl.ndarray.NDManager;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import minitron.model.Decoder;
import minitron.tensor.Engines;
import minitron.tensor.Progress;
import minitron.tensor.Stop;

/**
 * Tokens that a model writes after prompts, in float32: several texts at once, and when one is
 * finished, the next prompt takes its place.
 *
 * @param model the forward pass
 * @param batch texts at once
 * @param sampling how a token is picked
 * @param progress hears of finished texts
 */
public record ModelGenerator(Decoder model, int batch, Sampling sampling, Progress progress)
    implements Generator {

  @Override
  public List<int[]> generate(List<int[]> prompts, int most, Predicate<int[]> finished) {
    var written = new int[prompts.size()][];
    List<Integer> numbers = IntStream.range(0, prompts.size()).boxed().toList();
    generate(prompts, numbers, most, finished, (prompt, tokens) -> written[prompt] = tokens);
    return List.of(written);
  }

  /**
   * Goes on from every prompt, and tells of each text as soon as it is finished.
   *
   * @throws CancellationException if it was asked to stop
   */
  @Override
  public void generate(
      List<int[]> prompts,
      List<Integer> numbers,
      int most,
      Predicate<int[]> finished,
      Heard heard) {
    // Longest first: what does not fit into memory says so at once.
    Deque<Integer> waiting =
        new ArrayDeque<>(
            IntStream.range(0, prompts.size())
                .boxed()
                .sorted(Comparator.comparing(i -> -prompts.get(i).length))
                .toList());
    if (waiting.isEmpty()) {
      return;
    }
    int room = prompts.get(waiting.peek()).length + most;
    int done = 0;
    try (NDManager manager = Engines.manager()) {
      var slots = new Slots(model, Math.min(batch, prompts.size()), room, sampling, manager);
      while (done < prompts.size()) {
        stopIfWanted(done, prompts.size());
        if (slots.isFree() && !waiting.isEmpty()) {
          int next = waiting.poll();
          slots.enter(new Draft(next, sampling.draws(numbers.get(next))), prompts.get(next));
        } else {
          slots.step();
        }
        for (Draft text : slots.leave(t -> t.length == most || finished.test(t))) {
          heard.at(text.prompt(), text.written());
          progress.at(++done, prompts.size(), "");
        }
      }
    }
  }

  private static void stopIfWanted(int done, int all) {
    if (Stop.wanted()) {
      throw new CancellationException(
          "Stopped on request after " + done + " of " + all + " texts.");
    }
  }
}
