package minitron.eval.chatrag;

import minitron.infer.TokenCodec;

/** How a conversation with passages becomes one text. */
@FunctionalInterface
public interface RagPrompt {
  /**
   * The text that a model goes on from, without BOS.
   *
   * @param maxGenToks tokens that the answer may have
   * @param window tokens that the model takes at once, the answer's included
   */
  String of(RagDoc doc, TokenCodec codec, int maxGenToks, int window);
}
