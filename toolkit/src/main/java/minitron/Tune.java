package minitron;

import java.util.Map;
import minitron.model.CausalLm;
import minitron.stage.ConversationMaterial;
import minitron.stage.Training;
import minitron.tensor.AdamW;
import minitron.text.chat.rows.Conversations;
import minitron.train.Run;
import minitron.train.SupervisedLoss;
import minitron.train.TrainOptions;

/**
 * Instruction tuning, also called supervised fine-tuning: a model learns to answer as the assistant
 * of conversations does (the paper's last stage, before Table 2). The loss is that of the
 * assistant's tokens alone, and of the one that ends its turn.
 *
 * <pre>{@code
 * var model = Checkpoint.load("…/student");
 * var talk = Corpus.conversations("…/train.jsonl", model).split(0.95);
 * var run = Tune.run(model, talk, Tune.options().epochs(2));
 * Checkpoint.save(run.model(), "…/tuned");
 * }</pre>
 */
public final class Tune {
  private static final double RATE = 2e-5;
  private static final int LENGTH = 1024;
  private static final AdamW ADAM = new AdamW(0.9, 0.999, 1e-8, 0);

  private Tune() {}

  /**
   * The field's habits: one epoch, 8 conversations a step of at most 1024 tokens, peak rate 2e-5,
   * AdamW with betas 0.9 and 0.999 and no decay. {@code .epochs(n)} or {@code .tokens(n)}, {@code
   * .packed()}, {@code .meanOfMeans()} and so on change that. A small model wants a higher rate.
   */
  public static TrainOptions options() {
    return TrainOptions.DEFAULT.epochs(1).length(LENGTH).learningRate(RATE).adam(ADAM);
  }

  /**
   * Tunes a copy of a model; the given one stays as it is, the run has the new one. Conversations
   * that are longer than {@code options.length()} keep their start; one with nothing to learn in it
   * is left out; both are said. The loss of a step is the mean over all its supervised tokens,
   * whatever its micro-batches.
   *
   * @throws IllegalArgumentException if there is nothing to learn, or the model knows a token or a
   *     length not
   */
  public static Run run(CausalLm model, Conversations conversations, TrainOptions options) {
    boolean means = options.tuning().meanOfMeans();
    var loss = means ? new SupervisedLoss(options.atOnce()) : SupervisedLoss.OVER_TOKENS;
    var talk = new ConversationMaterial(conversations);
    return Training.run("Tuning", Map.of(), model, loss, talk, options);
  }
}
