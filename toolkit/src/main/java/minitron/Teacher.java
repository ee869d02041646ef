package minitron;

import java.util.Map;
import minitron.model.CausalLm;
import minitron.stage.TextMaterial;
import minitron.stage.Training;
import minitron.text.TokenCorpus;
import minitron.train.NextToken;
import minitron.train.Run;
import minitron.train.TrainOptions;

/**
 * Teacher correction: the pretrained model is fine-tuned a little on the data that will be
 * distilled on, since its own training data is not at hand (the paper's step 1, Figure 4).
 */
public final class Teacher {
  private Teacher() {}

  /** The paper's learning rates on a desk's number of tokens; {@code .tokens(n)} and so on. */
  public static TrainOptions options() {
    return TrainOptions.DEFAULT;
  }

  /**
   * The corrected teacher; the given one stays as it is. A run that ends early gives no model here,
   * and its weights are gone: {@link #train} keeps what it has.
   *
   * @throws IllegalStateException if the run was stopped, or its loss was no number any more
   */
  public static CausalLm correct(CausalLm teacher, TokenCorpus corpus, TrainOptions options) {
    Run run = train(teacher, corpus, options);
    if (!run.finished()) {
      run.model().close();
      throw new IllegalStateException(
          "The teacher is not corrected to the end (%s): Teacher.train(…) gives the run with the weights that it has, or try again."
              .formatted(run.ending()));
    }
    return run.model();
  }

  /**
   * The same with the curve: LM loss, on held-out text too where the corpus is split. A run that
   * ends early has the last good weights, and says so.
   */
  public static Run train(CausalLm model, TokenCorpus corpus, TrainOptions options) {
    var text = new TextMaterial(corpus);
    return Training.run("Correction", Map.of(), model, new NextToken(), text, options);
  }
}
