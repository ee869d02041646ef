package minitron;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import minitron.host.Watch;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.LmLoss;
import minitron.model.TokenBatch;
import minitron.runs.Progress;
import minitron.text.Blocks;
import minitron.text.TokenCorpus;
import minitron.train.Objective;
import minitron.train.Run;
import minitron.train.Sampling;
import minitron.train.TrainOptions;
import minitron.train.Trainer;

/**
 * What teacher correction and distillation share: the corpus becomes batches and a held-out loss.
 */
final class Training {
  private static final int HELD_OUT_BLOCKS = 64;
  private static final int BATCH = 8;

  private Training() {}

  static Run run(
      String kind, CausalLm start, Objective objective, TokenCorpus corpus, TrainOptions options) {
    TokenCorpus blocks = corpus.length(Inputs.length(options.sampling().length(), start));
    Blocks train = blocks.train();
    Sampling sampling = options.sampling();
    // The weights are part of what a resumed run must repeat.
    String weights = options.checkpoints().isPresent() ? " " + start.sha256() : "";
    Trainer trainer =
        new Trainer(
            kind + " of " + start.config() + weights + " on " + blocks,
            start,
            objective,
            step -> Inputs.batch(train.batch(sampling.seed(), step, sampling.batch()), start),
            options);
    return Watch.training(
        kind,
        options.tokens(),
        progress -> trainer.run(heldOut(blocks).orElse(null), progress),
        Run::finished);
  }

  private static Optional<ToDoubleFunction<Decoder>> heldOut(TokenCorpus corpus) {
    if (!corpus.isSplit()) {
      return Optional.empty();
    }
    Blocks blocks = corpus.heldOut();
    int[][] rows = blocks.first(Math.min(HELD_OUT_BLOCKS, blocks.count()));
    List<TokenBatch> batches = TokenBatch.split(rows, BATCH);
    return Optional.of(model -> LmLoss.mean(model, batches, Progress.SILENT).loss());
  }
}
