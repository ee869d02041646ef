package minitron.train;

import ai.djl.ndarray.NDManager;
import java.util.function.ToDoubleFunction;
import minitron.model.CausalLm;
import minitron.model.Decoder;
import minitron.model.Parameters;
import minitron.runs.Progress;
import minitron.tensor.Engines;

/**
 * A training run; correction and distillation differ only in their objective.
 *
 * @param what it trains on what, in words that a resumed run must repeat
 * @param start the model whose copy is trained
 * @param objective what is made small
 * @param data the samples of each step
 * @param options how
 */
public record Trainer(
    String what, CausalLm start, Objective objective, BatchSource data, TrainOptions options) {

  /**
   * Trains a copy of the start model, which itself stays as it is.
   *
   * @param validate LM loss of a model on held-out text, or null for none
   * @return what came of it; a stop, or a loss that is not finite, ends it early with the last good
   *     weights and says so
   */
  public Run run(ToDoubleFunction<Decoder> validate, Progress progress) {
    long began = System.nanoTime();
    Parameters parameters = start.copyParameters();
    try (NDManager state = Engines.manager()) {
      parameters.trainable(true);
      var loop = new TrainingLoop(this, parameters, state, validate, progress);
      String ending = loop.run();
      parameters.trainable(false);
      return new Run(
          start.trained(parameters),
          options.settled(),
          objective.name(),
          loop.steps(),
          loop.validations(),
          ending,
          (System.nanoTime() - began) / 1e9);
    } catch (RuntimeException | Error e) {
      parameters.close();
      throw e;
    }
  }
}
