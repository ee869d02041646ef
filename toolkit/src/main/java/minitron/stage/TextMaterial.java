package minitron.stage;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import minitron.model.CausalLm;
import minitron.model.TokenBatch;
import minitron.model.TokenChecks;
import minitron.text.TokenCorpus;
import minitron.train.Batches;
import minitron.train.TrainOptions;
import minitron.train.Tuning;

/**
 * A text: blocks of one length.
 *
 * @param corpus its train side is learnt, its held-out side is what the loss is measured on
 */
public record TextMaterial(TokenCorpus corpus) implements Material {
  @Override
  public TrainOptions settled(TrainOptions options) {
    if (!options.tuning().equals(Tuning.NONE)) {
      throw new IllegalArgumentException(
          "Epochs, packing and the mean of means are for conversations, and %s is a text: say how long with tokens(n)."
              .formatted(corpus.name()));
    }
    return options;
  }

  @Override
  public int longest(TrainOptions options) {
    return options.length();
  }

  @Override
  public Batches batches(TrainOptions options, CausalLm model) {
    LongFunction<int[][]> train = blocks(options).train().batches(options.seed(), options.batch());
    return Batches.even(step -> TokenChecks.batch(train.apply(step), model), options);
  }

  @Override
  public List<TokenBatch> heldOut(TrainOptions options, CausalLm model) {
    TokenCorpus blocks = blocks(options);
    return blocks.isSplit()
        ? TokenChecks.batches(blocks.heldOut().atMost(TokenCorpus.HELD_OUT_BLOCKS), model)
        : List.of();
  }

  private TokenCorpus blocks(TrainOptions options) {
    return corpus.length(options.length());
  }

  @Override
  public String identity(TrainOptions options) {
    return blocks(options).toString();
  }

  @Override
  public Optional<String> said(TrainOptions options) {
    return Optional.empty();
  }
}
