package minitron.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import minitron.model.Decoder;
import minitron.model.KeyValueCache;
import minitron.model.TokenBatch;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import minitron.tensor.Precision;
import minitron.tensor.Progress;
import minitron.tensor.Stop;

/**
 * Tokens that a model writes after prompts, in float32, prompts of like length together.
 *
 * @param model the forward pass
 * @param batch prompts at once
 * @param sampling how a token is picked
 * @param progress hears of prompts
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

  @Override
  public void generate(
      List<int[]> prompts,
      List<Integer> numbers,
      int most,
      Predicate<int[]> finished,
      Heard heard) {
    List<Integer> longestFirst =
        IntStream.range(0, prompts.size())
            .boxed()
            .sorted(Comparator.comparing(i -> -prompts.get(i).length))
            .toList();
    var written = new int[prompts.size()][0];
    for (int first = 0; first < prompts.size(); first += batch) {
      int end = Math.min(prompts.size(), first + batch);
      List<Integer> together = longestFirst.subList(first, end);
      try (NDManager manager = Engines.manager()) {
        write(manager, prompts, numbers, together, most, finished, written);
      }
      together.forEach(prompt -> heard.at(prompt, written[prompt]));
      progress.at(end, prompts.size(), "");
      if (Stop.wanted() && end < prompts.size()) {
        throw new CancellationException(
            "Stopped on request after " + end + " of " + prompts.size() + " texts.");
      }
    }
  }

  private void write(
      NDManager manager,
      List<int[]> prompts,
      List<Integer> numbers,
      List<Integer> together,
      int most,
      Predicate<int[]> finished,
      int[][] written) {
    int longest = prompts.get(together.get(0)).length;
    var cache = new KeyValueCache(model, together.size(), longest + most, manager);
    // A prompt's draws are its own, whatever it is batched with.
    List<Random> draws = new ArrayList<>();
    together.forEach(i -> draws.add(new Random(sampling.seed() * 1_000_003L + numbers.get(i))));
    var next = new TokenBatch(together.stream().map(prompts::get).toArray(int[][]::new));
    var done = new boolean[together.size()];
    for (int n = 0; n < most; n++) {
      int[] tokens = step(manager, next, cache, draws);
      boolean all = true;
      for (int r = 0; r < tokens.length; r++) {
        int prompt = together.get(r);
        if (!done[r]) {
          written[prompt] = Arrays.copyOf(written[prompt], n + 1);
          written[prompt][n] = tokens[r];
          done[r] = finished.test(written[prompt]);
        }
        all &= done[r];
      }
      if (all) {
        return;
      }
      next =
          new TokenBatch(Arrays.stream(tokens).mapToObj(t -> new int[] {t}).toArray(int[][]::new));
    }
  }

  private int[] step(NDManager manager, TokenBatch next, KeyValueCache cache, List<Random> draws) {
    try (NDManager scope = manager.newSubManager()) {
      Kernels k = Kernels.inference(scope);
      NDArray stream = model.stream(k, next, cache, Precision.F32);
      NDArray lastRC = model.finalNorm(k, k.rows(stream, next.lastPositions(scope)), Precision.F32);
      NDArray logitsRV = k.linear(lastRC, model.headVC(), null);
      if (sampling.temperature() == 0) {
        long[] best = logitsRV.argMax(1).toLongArray();
        return Arrays.stream(best).mapToInt(Math::toIntExact).toArray();
      }
      float[] logits = logitsRV.toFloatArray();
      int wide = logits.length / draws.size();
      return IntStream.range(0, draws.size())
          .map(
              r ->
                  sampling.draw(Arrays.copyOfRange(logits, r * wide, (r + 1) * wide), draws.get(r)))
          .toArray();
    }
  }
}
