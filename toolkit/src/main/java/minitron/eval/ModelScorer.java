package minitron.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import minitron.model.Decoder;
import minitron.model.TokenBatch;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import minitron.tensor.Precision;
import minitron.tensor.Progress;

/**
 * Log-likelihoods from a model, in float32. Requests of like length share a forward pass, and the
 * head runs only where a token is scored.
 *
 * @param model the forward pass
 * @param batch requests in one pass
 * @param progress hears of requests
 */
public record ModelScorer(Decoder model, int batch, Progress progress) implements Scorer {
  /** Needs a batch. */
  public ModelScorer {
    if (batch < 1) {
      throw new IllegalArgumentException("batch " + batch + ": at least 1 request is needed.");
    }
  }

  @Override
  public List<Scored> score(List<TokenRequest> requests) {
    List<Integer> longestFirst =
        IntStream.range(0, requests.size())
            .boxed()
            .sorted(Comparator.comparing(i -> -fed(requests.get(i)).length))
            .toList();
    var answers = new Scored[requests.size()];
    try (NDManager manager = Engines.manager()) {
      for (int first = 0; first < requests.size(); first += batch) {
        int end = Math.min(requests.size(), first + batch);
        List<Integer> together = longestFirst.subList(first, end);
        List<Scored> scored = pass(manager, together.stream().map(requests::get).toList());
        for (int i = 0; i < scored.size(); i++) {
          answers[together.get(i)] = scored.get(i);
        }
        progress.at(end, requests.size(), "");
      }
    }
    return List.of(answers);
  }

  /** Context and continuation without the last token, which predicts nothing that counts. */
  private static int[] fed(TokenRequest request) {
    int context = request.context().length;
    int[] fed = Arrays.copyOf(request.context(), context + request.continuation().length - 1);
    System.arraycopy(request.continuation(), 0, fed, context, request.continuation().length - 1);
    return fed;
  }

  private List<Scored> pass(NDManager manager, List<TokenRequest> requests) {
    var tokens = new TokenBatch(requests.stream().map(ModelScorer::fed).toArray(int[][]::new));
    try (NDManager scope = manager.newSubManager()) {
      Kernels k = Kernels.inference(scope);
      NDArray hiddenBTC = model.hidden(k, tokens.ids(scope), Precision.F32);
      NDArray scoredNC = k.rows(hiddenBTC, scope.create(positions(requests, tokens.time())));
      NDList scores = k.tokenScores(scoredNC, model.headVC(), scope.create(targets(requests)));
      return collect(requests, scores.get(0).toFloatArray(), scores.get(1).toFloatArray());
    }
  }

  private static long[] positions(List<TokenRequest> requests, int time) {
    return IntStream.range(0, requests.size())
        .boxed()
        .flatMapToLong(
            b -> {
              TokenRequest request = requests.get(b);
              long first = (long) b * time + request.context().length - 1;
              return LongStream.range(first, first + request.continuation().length);
            })
        .toArray();
  }

  private static long[] targets(List<TokenRequest> requests) {
    return requests.stream()
        .flatMapToLong(request -> Arrays.stream(request.continuation()).asLongStream())
        .toArray();
  }

  private static List<Scored> collect(
      List<TokenRequest> requests, float[] logProbabilities, float[] greedy) {
    List<Scored> answers = new ArrayList<>();
    int at = 0;
    for (TokenRequest request : requests) {
      double sum = 0;
      boolean all = true;
      for (int end = at + request.continuation().length; at < end; at++) {
        sum += logProbabilities[at];
        all &= greedy[at] > 0;
      }
      answers.add(new Scored(sum, all));
    }
    return answers;
  }
}
