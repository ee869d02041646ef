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
    // Longest first: what does not fit into memory says so at once.
    Deque<Integer> waiting =
        new ArrayDeque<>(
            IntStream.range(0, written.length)
                .boxed()
                .sorted(Comparator.comparing(i -> -prompts.get(i).length))
                .toList());
    if (waiting.isEmpty()) {
      return List.of();
    }
    int room = prompts.get(waiting.peek()).length + most;
    int done = 0;
    try (NDManager manager = Engines.manager()) {
      var slots = new Slots(model, Math.min(batch, written.length), room, sampling, manager);
      while (done < written.length) {
        stopIfWanted(done, written.length);
        if (slots.isFree() && !waiting.isEmpty()) {
          int next = waiting.poll();
          slots.enter(next, prompts.get(next));
        } else {
          slots.step();
        }
        for (Draft text : slots.leave(t -> t.length == most || finished.test(t))) {
          written[text.prompt()] = text.written();
          progress.at(++done, written.length, "");
        }
      }
    }
    return List.of(written);
  }

  private static void stopIfWanted(int done, int all) {
    if (Stop.wanted()) {
      throw new CancellationException(
          "Stopped on request after " + done + " of " + all + " texts.");
    }
  }
}
