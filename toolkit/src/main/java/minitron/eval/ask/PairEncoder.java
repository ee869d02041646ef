package minitron.eval.ask;

import java.util.Arrays;
import minitron.eval.harness.PythonText;
import minitron.infer.TokenCodec;
import minitron.infer.TokenRequest;

/**
 * Turns a question into tokens as the harness does (lm_eval/api/model.py, {@code _encode_pair}, and
 * models/huggingface.py, {@code _loglikelihood_tokens}).
 *
 * @param codec the model's tokenizer
 * @param window the most tokens the model takes at once
 */
public record PairEncoder(TokenCodec codec, int window) {

  public PairEncoder {
    if (window < 1) {
      throw new IllegalArgumentException(
          "The model's window must be at least 1 token, but is " + window + ".");
    }
  }

  /**
   * The question's tokens, cut on the left to what the model takes.
   *
   * @throws IllegalArgumentException if the continuation has no token or more than the window
   */
  public TokenRequest encode(Question question) {
    return fit(split(question), question.continuation());
  }

  /** The tokens before any cutting; the continuation's may be none. */
  TokenRequest split(Question question) {
    if (question.context().isEmpty()) {
      return afterPrefix(codec.encodePlain(question.continuation()));
    }
    String context = PythonText.stripEnd(question.context());
    int[] whole = codec.encode(question.context() + question.continuation());
    int[] before = codec.encode(context);
    // The cut is by count: where a merge crosses the border, the harness's tokens are not the
    // whole's, and the continuation may be left with none.
    int cut = Math.min(before.length, whole.length);
    return new TokenRequest(before, Arrays.copyOfRange(whole, cut, whole.length));
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
    int kept = Math.min(context.length, window + 1 - scored);
    return new TokenRequest(
        Arrays.copyOfRange(context, context.length - kept, context.length), request.continuation());
  }
}
