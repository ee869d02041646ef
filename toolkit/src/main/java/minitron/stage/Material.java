package minitron.stage;

import java.util.List;
import java.util.Optional;
import minitron.model.CausalLm;
import minitron.model.TokenBatch;
import minitron.train.Batches;
import minitron.train.TrainOptions;

/** What a model is trained on: a text, or conversations. */
public interface Material {
  /**
   * The options with what this decides: how many steps there are, and of how many tokens.
   *
   * @throws IllegalArgumentException if they ask for what this has not
   */
  TrainOptions settled(TrainOptions options);

  /** The longest sample, tokens. */
  int longest(TrainOptions options);

  /**
   * The samples of each step, for one run.
   *
   * @param model that knows the tokens
   */
  Batches batches(TrainOptions options, CausalLm model);

  /** What the loss is measured on along the way; none where nothing is held out. */
  List<TokenBatch> heldOut(TrainOptions options, CausalLm model);

  /** What a resumed or a kept run must find again. */
  String identity(TrainOptions options);

  /** What the one who waits should know, in sentences. */
  Optional<String> said(TrainOptions options);
}
