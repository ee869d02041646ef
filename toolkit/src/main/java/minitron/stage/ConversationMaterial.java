package minitron.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minitron.model.CausalLm;
import minitron.model.TokenBatch;
import minitron.model.TokenChecks;
import minitron.text.chat.Pack;
import minitron.text.chat.rows.Conversations;
import minitron.text.chat.rows.Cut;
import minitron.text.chat.rows.Epochs;
import minitron.train.Batches;
import minitron.train.TrainOptions;

/**
 * Conversations: whole ones, of which only the supervised tokens count.
 *
 * @param conversations their train side is learnt, their held-out side is what the loss is measured
 *     on
 */
public record ConversationMaterial(Conversations conversations) implements Material {
  /** Conversations of the held-out side that a look at the loss takes at most. */
  private static final int HELD_OUT = 256;

  private Epochs epochs(TrainOptions options) {
    Cut cut = train(options);
    boolean packed = options.tuning().packed();
    return new Epochs(cut.samples(packed), options.seed(), options.batch());
  }

  private Cut train(TrainOptions options) {
    Cut cut = conversations.train(options.length());
    if (cut.conversations().isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no conversation with a supervised token among its first %,d: take a greater length or other rows."
              .formatted(conversations.name(), options.length()));
    }
    return cut;
  }

  @Override
  public TrainOptions settled(TrainOptions options) {
    Epochs epochs = epochs(options);
    double times = options.tuning().epochs();
    long steps = times > 0 ? epochs.steps(times) : epochs.stepsTo(options.tokens());
    return options.settled(steps, epochs.tokensAt(steps));
  }

  @Override
  public int longest(TrainOptions options) {
    return train(options).longest();
  }

  @Override
  public Batches batches(TrainOptions options, CausalLm model) {
    Epochs epochs = epochs(options);
    return new Batches() {
      @Override
      public TokenBatch at(long step) {
        return TokenChecks.batch(epochs.at(step), model);
      }

      @Override
      public long tokensAt(long steps) {
        return epochs.tokensAt(steps);
      }
    };
  }

  @Override
  public List<TokenBatch> heldOut(TrainOptions options, CausalLm model) {
    List<Pack> all = conversations.heldOut(options.length()).samples(false);
    return TokenChecks.conversations(all.subList(0, Math.min(all.size(), HELD_OUT)), model);
  }

  @Override
  public String identity(TrainOptions options) {
    return conversations.toString();
  }

  @Override
  public Optional<String> said(TrainOptions options) {
    List<String> all = new ArrayList<>(conversations.notes());
    train(options).said().ifPresent(sentence -> all.add(conversations.name() + ": " + sentence));
    return all.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", all));
  }
}
