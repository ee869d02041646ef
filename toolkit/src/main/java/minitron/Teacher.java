package minitron;

import minitron.model.CausalLm;
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

  /** The corrected teacher; the given one stays as it is. */
  public static CausalLm correct(CausalLm teacher, TokenCorpus corpus, TrainOptions options) {
    return train(teacher, corpus, options).model();
  }

  /** The same with the curve: LM loss, on held-out text too where the corpus is split. */
  public static Run train(CausalLm model, TokenCorpus corpus, TrainOptions options) {
    return Training.run("Correction", model, new NextToken(), corpus, options);
  }
}
