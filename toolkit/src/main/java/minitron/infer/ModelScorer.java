package minitron.infer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import minitron.model.ActivationHook;
import minitron.model.Attention;
import minitron.model.Decoder;
import minitron.runs.Progress;
import minitron.runs.StoppedInside;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import minitron.tensor.Losses;
import minitron.tensor.Rounds;

/**
 * Log-likelihoods from a model, in float32. Requests are sorted by their tokens, so that those with
 * a common beginning meet in one forward pass, which computes it once: a document's choices, and
 * solved examples that many documents share. The head runs only where a token is scored.
 *
 * @param model the forward pass
 * @param batch how much goes into a pass: at most the tokens of so many of the longest request
 */
public record ModelScorer(Decoder model, int batch) implements Scorer {
  /** More tokens in a pass make it no faster, and need memory. */
  static final int PASS_TOKENS = 4096;

  /** Needs a batch. */
  public ModelScorer {
    if (batch < 1) {
      throw new IllegalArgumentException("batch " + batch + ": at least 1 request is needed.");
    }
  }

  /** Tokens that the model is fed, and the requests that they answer, by their indices. */
  @SuppressWarnings("ArrayRecordComponent") // None compares them.
  private record Fed(int[] tokens, List<Integer> requests) {}

  @Override
  public void score(List<TokenRequest> requests, Progress progress, Listener listener) {
    score(requests, any -> true, progress, listener);
  }

  /** The passes are those of all requests; a pass that answers nothing wanted is left out. */
  @Override
  public void score(
      List<TokenRequest> requests, IntPredicate wanted, Progress progress, Listener listener) {
    long all = IntStream.range(0, requests.size()).filter(wanted).count();
    List<Fed> sorted = sorted(requests);
    long most = passTokens(sorted);
    List<List<Fed>> passes = passes(sorted, most);
    passes.removeIf(
        pass -> pass.stream().flatMap(fed -> fed.requests.stream()).noneMatch(wanted::test));
    var done = new AtomicInteger();
    try (NDManager manager = Engines.manager();
        Rounds rounds =
            Rounds.of(passes.size(), Rounds.isSmall(most, model.config().hiddenSize()))) {
      rounds.each(
          passes,
          pass -> answers(manager, pass, requests, rounds.threads() ? Progress.SILENT : progress),
          answers -> {
            answers.keySet().removeIf(request -> !wanted.test(request));
            listener.at(answers);
            done.addAndGet(answers.size());
          },
          () -> !progress.cancelled());
    } catch (StoppedInside pass) {
      // Those before it are answered.
    }
    if (done.get() < all) {
      throw new StoppedException(done.get(), (int) all, "requests");
    }
  }

  /** What is fed to the model, each sequence once, in the order of its tokens. */
  private static List<Fed> sorted(List<TokenRequest> requests) {
    Map<int[], List<Integer>> byTokens = new TreeMap<>(Arrays::compare);
    for (int i = 0; i < requests.size(); i++) {
      byTokens.computeIfAbsent(fed(requests.get(i)), tokens -> new ArrayList<>()).add(i);
    }
    return byTokens.entrySet().stream().map(e -> new Fed(e.getKey(), e.getValue())).toList();
  }

  /** Context and continuation without the last token, which predicts nothing that counts. */
  private static int[] fed(TokenRequest request) {
    int context = request.context().length;
    int[] fed = Arrays.copyOf(request.context(), context + request.continuation().length - 1);
    System.arraycopy(request.continuation(), 0, fed, context, request.continuation().length - 1);
    return fed;
  }

  /** How many tokens a pass may have. */
  private long passTokens(List<Fed> sorted) {
    int longest = sorted.stream().mapToInt(fed -> fed.tokens.length).max().orElse(0);
    return Math.max(longest, Math.min(PASS_TOKENS, (long) batch * longest));
  }

  private static List<List<Fed>> passes(List<Fed> sorted, long most) {
    List<List<Fed>> passes = new ArrayList<>();
    int tokens = 0;
    int[] before = {};
    for (Fed fed : sorted) {
      int added = fed.tokens.length - TokenTree.common(before, fed.tokens);
      if (passes.isEmpty() || tokens + added > most) {
        passes.add(new ArrayList<>());
        tokens = 0;
        added = fed.tokens.length;
      }
      passes.get(passes.size() - 1).add(fed);
      tokens += added;
      before = fed.tokens;
    }
    return passes;
  }

  private Map<Integer, Scored> answers(
      NDManager manager, List<Fed> together, List<TokenRequest> requests, Progress progress) {
    try (NDManager scope = manager.newSubManager()) {
      return pass(new Kernels(scope), together, requests, progress);
    }
  }

  private Map<Integer, Scored> pass(
      Kernels k, List<Fed> together, List<TokenRequest> requests, Progress progress) {
    TokenTree tree = TokenTree.of(together.stream().map(Fed::tokens).toList());
    ScoredPositions rows = new ScoredPositions();
    for (int s = 0; s < together.size(); s++) {
      for (int request : together.get(s).requests) {
        rows.add(request, requests.get(request), s, tree);
      }
    }
    NDArray scoredNC = k.rows(stream(k, tree, progress), rows.places(k.out()));
    NDArray hiddenNC = model.finalNorm(k, scoredNC, model.precision());
    NDList scores = Losses.tokenScores(k, hiddenNC, model.headVC(), rows.targets(k.out()));
    return rows.collect(scores.get(0).toFloatArray(), scores.get(1).toFloatArray());
  }

  /** The stream (1, tokens, C), in the places of the tree. */
  private NDArray stream(Kernels k, TokenTree tree, Progress progress) {
    int all = model.layers().size();
    var through = new AtomicInteger();
    var layers =
        ActivationHook.layers(
            () -> {
              progress.at(through.incrementAndGet(), all, "");
              if (progress.cancelled()) {
                throw new StoppedInside();
              }
            });
    Attention attention = TreeAttention.of(tree, model.config(), k.out());
    return model.stream(k, tree.ids(k.out()), attention, model.precision(), layers);
  }
}
