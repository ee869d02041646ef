package minitron.eval.ask;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import minitron.infer.TokenCodec;
import minitron.infer.TokenRequest;
import minitron.python.PythonText;

/**
 * Turns a request into tokens as the harness does (lm_eval/api/model.py, {@code _encode_pair}, and
 * models/huggingface.py, {@code _loglikelihood_tokens}).
 *
 * @param codec the model's tokenizer
 * @param window the most tokens the model takes at once
 * @param known requests whose tokens are kept, for runs that ask the same again; empty to keep none
 */
public record PairEncoder(
    TokenCodec codec, int window, Optional<Map<Request, TokenRequest>> known) {

  /** Checks the window. */
  public PairEncoder {
    if (window < 1) {
      throw new IllegalArgumentException(
          "The model's window must be at least 1 token, but is " + window + ".");
    }
  }

  /** An encoder that keeps no tokens. */
  public PairEncoder(TokenCodec codec, int window) {
    this(codec, window, Optional.empty());
  }

  /**
   * The requests' tokens, cut on the left to what the model takes. A context that several requests
   * share is encoded once; all cores encode.
   *
   * @throws IllegalArgumentException if a continuation has no token or more than the window
   */
  public List<TokenRequest> encode(List<Request> requests) {
    Map<String, int[]> contexts = new ConcurrentHashMap<>();
    List<Supplier<TokenRequest>> encoded =
        requests.parallelStream().map(request -> tried(request, contexts)).toList();
    return encoded.stream().map(Supplier::get).toList();
  }

  /** The first request that fails is told, as it is: another thread's would come in a wrapping. */
  private Supplier<TokenRequest> tried(Request request, Map<String, int[]> contexts) {
    try {
      TokenRequest tokens = encode(request, contexts);
      return () -> tokens;
    } catch (IllegalArgumentException e) {
      return () -> {
        throw e;
      };
    }
  }

  private TokenRequest encode(Request request, Map<String, int[]> contexts) {
    TokenRequest tokens = known.map(kept -> kept.get(request)).orElse(null);
    if (tokens == null) {
      int[] context = contexts.computeIfAbsent(request.context(), any -> contextIds(request));
      tokens = fit(split(request, context), request.continuation());
      TokenRequest found = tokens;
      known.ifPresent(kept -> kept.put(request, found));
    }
    return tokens;
  }

  int[] contextIds(Request request) {
    return codec.encode(PythonText.stripEnd(request.context()));
  }

  /** The tokens before any cutting; the continuation's may be none. */
  TokenRequest split(Request request, int[] contextIds) {
    if (request.context().isEmpty()) {
      return afterPrefix(codec.encodePlain(request.continuation()));
    }
    int[] whole = codec.encode(request.context() + request.continuation());
    // The cut is by count: where a merge crosses the border, the harness's tokens are not the
    // whole's, and the continuation may be left with none.
    int cut = Math.min(contextIds.length, whole.length);
    return new TokenRequest(contextIds, Arrays.copyOfRange(whole, cut, whole.length));
  }

  private TokenRequest afterPrefix(int[] continuation) {
    if (continuation.length > 0 && continuation[0] == codec.prefix()) {
      return new TokenRequest(
          Arrays.copyOf(continuation, 1), Arrays.copyOfRange(continuation, 1, continuation.length));
    }
    return new TokenRequest(new int[] {codec.prefix()}, continuation);
  }

  /** Keeps the last window + 1 tokens: the model is fed all but the very last. */
  TokenRequest fit(TokenRequest request, String text) {
    int[] context = request.context();
    int scored = request.continuation().length;
    if (scored == 0) {
      throw new IllegalArgumentException(
          ("The answer \"%s\" has no token of its own after its prompt, so it cannot be scored;"
                  + " write it so that it begins with a space or another word.")
              .formatted(text));
    }
    if (scored > window) {
      throw new IllegalArgumentException(
          ("An answer of %d tokens does not fit the model's window of %d: \"%s\"; leave that"
                  + " document out or take a model with a longer window.")
              .formatted(scored, window, text));
    }
    int over = Math.max(0, context.length - (window + 1 - scored));
    return over == 0
        ? request
        : new TokenRequest(
            Arrays.copyOfRange(context, over, context.length), request.continuation());
  }
}
