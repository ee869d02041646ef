package minitron.model;

import java.util.List;
import minitron.text.chat.Pack;

/** Checks of tokens against the model that is to read them. */
public final class TokenChecks {
  private static final int BATCH = 8;

  /** Tokens of a batch at the most, unless one sample has more. */
  private static final int BATCH_TOKENS = 8 * 2048;

  private TokenChecks() {}

  /** Samples in batches that the model can read: of 8, or fewer if they are very long. */
  public static List<TokenBatch> batches(int[][] rows, CausalLm model) {
    int longest = 1;
    for (int[] row : rows) {
      longest = Math.max(longest, length(row.length, model));
    }
    known(rows, model);
    return TokenBatch.split(rows, Math.max(1, Math.min(BATCH, BATCH_TOKENS / longest)));
  }

  /** Conversations in such batches. */
  public static List<TokenBatch> conversations(List<Pack> samples, CausalLm model) {
    int longest = samples.stream().mapToInt(sample -> length(sample.size(), model)).max().orElse(1);
    known(samples.stream().map(Pack::ids).toArray(int[][]::new), model);
    return TokenBatch.of(samples, Math.max(1, Math.min(BATCH, BATCH_TOKENS / longest)));
  }

  /** A batch whose tokens the model knows. */
  public static TokenBatch batch(int[][] rows, CausalLm model) {
    known(rows, model);
    return new TokenBatch(rows);
  }

  /** A batch of conversations whose tokens the model knows. */
  public static TokenBatch batch(List<Pack> samples, CausalLm model) {
    known(samples.stream().map(Pack::ids).toArray(int[][]::new), model);
    return new TokenBatch(samples);
  }

  private static void known(int[][] rows, CausalLm model) {
    int vocabulary = model.config().vocabSize();
    for (int[] row : rows) {
      for (int id : row) {
        if (id < 0 || id >= vocabulary) {
          throw new IllegalArgumentException(
              "Token %s is none of the model's %s: take the corpus in this model's own tokens."
                  .formatted(id, vocabulary));
        }
      }
    }
  }

  /** A length that the model has positions for. */
  public static int length(int tokens, CausalLm model) {
    int most = model.config().maxPositionEmbeddings();
    if (tokens > most) {
      throw new IllegalArgumentException(
          "Samples of %s tokens are longer than the model's max_position_embeddings of %s: take a shorter length."
              .formatted(tokens, most));
    }
    return tokens;
  }
}
