package minitron.infer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import minitron.Fixtures;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.TokenBatch;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import minitron.tensor.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelScorerTest {
  private static final double TOLERANCE = 1e-4;

  /** Every request by itself and by the plain forward pass gives what all of them give together. */
  @ParameterizedTest
  @ValueSource(strings = {"fresh", "mini-window-qwen", "mini-window-types", "mini-window-mistral"})
  void sharedBeginningsAndBatchesChangeNothing(String name) {
    List<TokenRequest> requests = requests(new Random(3));
    int before = Engines.liveArrays();
    try (CausalLm model = Fixtures.open(name)) {
      Decoder decoder = model.decoder();
      List<Scored> together = new ModelScorer(decoder, 16).score(requests);
      List<Scored> one = new ModelScorer(decoder, 1).score(requests);
      assertEquals(requests.size(), together.size());
      for (int i = 0; i < requests.size(); i++) {
        Scored alone = plain(decoder, requests.get(i));
        assertEquals(alone.logLikelihood(), together.get(i).logLikelihood(), TOLERANCE);
        assertEquals(alone.logLikelihood(), one.get(i).logLikelihood(), TOLERANCE);
        assertEquals(alone.greedy(), together.get(i).greedy());
      }
      assertEquals(List.of(), new ModelScorer(decoder, 4).score(List.of()));
    }
    assertEquals(before, Engines.liveArrays());
  }

  /** In bfloat16 they are near those of float32, and not the same. */
  @ParameterizedTest
  @ValueSource(strings = {"fresh", "mini-qwen", "mini-window-types"})
  void requestsAreScoredInBfloat16(String name) {
    List<TokenRequest> requests = requests(new Random(4));
    int before = Engines.liveArrays();
    try (CausalLm model = Fixtures.open(name);
        CausalLm rounded = model.computedIn(Precision.BF16)) {
      List<Scored> exact = new ModelScorer(model.decoder(), 16).score(requests);
      List<Scored> near = new ModelScorer(rounded.decoder(), 16).score(requests);
      double distance = 0;
      for (int i = 0; i < requests.size(); i++) {
        double tokens = requests.get(i).continuation().length;
        double apart = near.get(i).logLikelihood() - exact.get(i).logLikelihood();
        distance += Math.abs(apart) / tokens / requests.size();
      }
      assertTrue(distance > 0 && distance < 0.05, "nats a token: " + distance);
    }
    assertEquals(before, Engines.liveArrays());
  }

  /** Documents with common examples, common contexts, one-token choices, copies and odd lengths. */
  private static List<TokenRequest> requests(Random random) {
    List<TokenRequest> requests = new ArrayList<>();
    int[] shots = ids(random, 30);
    for (int document = 0; document < 12; document++) {
      int[] context = document % 3 == 0 ? ids(random, 1 + document) : join(shots, ids(random, 7));
      for (int choice = 0; choice < 4; choice++) {
        requests.add(new TokenRequest(context, ids(random, 1 + document % 4)));
      }
      requests.add(requests.get(requests.size() - 1));
      int[] longer = join(context, requests.get(requests.size() - 1).continuation());
      requests.add(new TokenRequest(longer, ids(random, 2)));
    }
    return requests;
  }

  private static int[] ids(Random random, int count) {
    return random.ints(count, 0, 32).toArray();
  }

  private static int[] join(int[] a, int[] b) {
    return IntStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
  }

  private static Scored plain(Decoder decoder, TokenRequest request) {
    int[] all = join(request.context(), request.continuation());
    try (NDManager manager = Engines.manager()) {
      NDArray logits =
          decoder.logits(new Kernels(manager), new TokenBatch(all).ids(manager)).squeeze(0);
      NDArray logp = logits.logSoftmax(-1);
      double sum = 0;
      boolean greedy = true;
      for (int t = request.context().length; t < all.length; t++) {
        sum += logp.getFloat(t - 1, all[t]);
        greedy &= logits.get(t - 1).argMax().getLong() == all[t];
      }
      return new Scored(sum, greedy);
    }
  }
}
