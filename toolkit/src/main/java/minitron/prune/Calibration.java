package minitron.prune;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import minitron.io.Sha256;
import minitron.model.TokenBatch;

/**
 * The samples that scores were taken on, and how.
 *
 * @param sha256 of their token ids, so of the text, how it was cut and what was drawn of it
 * @param samples how many
 * @param length tokens of the longest
 * @param aggregation how activations became a score
 */
public record Calibration(String sha256, int samples, int length, String aggregation) {
  /** What samples are, in batches of any size. */
  public static Calibration of(List<TokenBatch> batches, Aggregation aggregation) {
    MessageDigest digest = Sha256.digest();
    int samples = 0;
    int length = 0;
    for (TokenBatch batch : batches) {
      for (int i = 0; i < batch.size(); i++) {
        int[] row = batch.row(i);
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (1 + row.length)).putInt(row.length);
        Arrays.stream(row).forEach(bytes::putInt);
        digest.update(bytes.flip());
      }
      samples += batch.size();
      length = Math.max(length, batch.time());
    }
    return new Calibration(Sha256.text(digest.digest()), samples, length, aggregation.toString());
  }

  /** The same text in other numbers. */
  public Calibration resized(int count, int tokens) {
    return new Calibration(sha256, count, tokens, aggregation);
  }

  /**
   * Checks that another one is this one.
   *
   * @throws IllegalArgumentException saying what both are
   */
  public void check(Calibration given) {
    if (!equals(given)) {
      throw new IllegalArgumentException(
          "The scores were taken on another calibration, %s, and the one given is %s; leave it out, or insist with --scores-anyway."
              .formatted(this, given));
    }
  }

  @Override
  public String toString() {
    return "%d samples of %d tokens, %s, SHA-256 %s"
        .formatted(samples, length, aggregation, sha256.substring(0, 16));
  }
}
