package minitron.eval.run;

import java.util.List;
import minitron.eval.ask.ScoredInstance;
import minitron.eval.metric.Sample;

/**
 * One document of a task, and everything that a model makes of it.
 *
 * @param task the task's name
 * @param shots solved examples before the question
 * @param sample what was asked and answered, and the scores
 * @param answers the log-likelihoods that were asked for, in order; empty for a task that writes
 */
public record Inspection(String task, int shots, Sample sample, List<Answer> answers) {

  /** Keeps the answers as they are now. */
  public Inspection {
    answers = List.copyOf(answers);
  }

  /**
   * A continuation, token by token.
   *
   * @param text the choice as the data has it
   * @param right whether it is a right answer
   * @param instance the request in words, and what the model gives for it as a whole
   * @param context the tokens before, as text
   * @param tokens those that are scored; their log-probabilities add up to the whole
   */
  public record Answer(
      String text,
      boolean right,
      ScoredInstance instance,
      List<String> context,
      List<Token> tokens) {

    /** Keeps the tokens as they are now. */
    public Answer {
      context = List.copyOf(context);
      tokens = List.copyOf(tokens);
    }
  }

  /**
   * A token that is scored.
   *
   * @param logProbability after all tokens before it, in nats
   */
  public record Token(String text, double logProbability) {}
}
