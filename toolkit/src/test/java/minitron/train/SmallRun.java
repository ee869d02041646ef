package minitron.train;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import minitron.Fixtures;
import minitron.model.CausalLm;
import minitron.model.FreshModel;
import minitron.model.TokenBatch;
import minitron.runs.Cancel;
import minitron.runs.Progress;

/** Eight steps of 4 × 16 tokens on a model of two layers, which tests of training share. */
final class SmallRun {
  static final TrainOptions OPTIONS =
      TrainOptions.DEFAULT.batch(4).length(16).tokens(8 * 64).learningRate(1e-2).warmUp(2);

  private SmallRun() {}

  static CausalLm model() {
    return FreshModel.of(Fixtures.config(2), 5, null);
  }

  static Run train(TrainOptions options) {
    return trainer(model(), new NextToken(), options).run(List.of(), Progress.SILENT);
  }

  static Trainer trainer(CausalLm start, Objective objective, TrainOptions options) {
    return new Trainer(Map.of("task", "test"), start, objective, SmallRun::batch, options);
  }

  /** Asks a run to stop after so many steps; after the first, if that is 0. */
  static Progress stopAfter(int steps) {
    var cancel = new Cancel();
    if (steps == 0) {
      cancel.request();
    }
    return new Progress() {
      @Override
      public void at(long done, long total, String note) {
        if (done == steps * 64L) {
          cancel.request();
        }
      }

      @Override
      public boolean cancelled() {
        return cancel.requested();
      }
    };
  }

  /** Samples that a model can learn: each token is followed by the next number. */
  static TokenBatch batch(long step) {
    var random = new Random(step);
    int[][] rows = new int[4][];
    for (int b = 0; b < rows.length; b++) {
      int first = random.nextInt(200);
      rows[b] = IntStream.range(first, first + 16).toArray();
    }
    return new TokenBatch(rows);
  }
}
