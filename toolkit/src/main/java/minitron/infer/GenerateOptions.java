package minitron.infer;

import java.util.List;
import java.util.Locale;

/**
 * How a text is written.
 *
 * @param tokens how many at most
 * @param sampling how each is picked
 * @param stops strings that end the text, and are left out
 */
public record GenerateOptions(int tokens, Sampling sampling, List<String> stops) {
  /** A hundred tokens, the likeliest each time. */
  public static final GenerateOptions DEFAULT =
      new GenerateOptions(100, Sampling.GREEDY, List.of());

  /** Needs a token to write, and stop strings that are not empty. */
  public GenerateOptions {
    if (tokens < 1) {
      throw new IllegalArgumentException("tokens " + tokens + ": at least 1 is needed.");
    }
    stops = List.copyOf(stops);
    if (stops.contains("")) {
      throw new IllegalArgumentException("Stop strings must not be empty; give one, e.g. \\n.");
    }
  }

  /** The same with another number of tokens. */
  public GenerateOptions tokens(int most) {
    return new GenerateOptions(most, sampling, stops);
  }

  /** The same at another temperature: 0 always takes the likeliest token. */
  public GenerateOptions temperature(double other) {
    return sampling(sampling.temperature(other));
  }

  /** The same with draws among the likeliest tokens of this probability in all. */
  public GenerateOptions topP(double share) {
    return sampling(sampling.topP(share));
  }

  /** The same with other draws. */
  public GenerateOptions seed(long other) {
    return sampling(sampling.seed(other));
  }

  private GenerateOptions sampling(Sampling other) {
    return new GenerateOptions(tokens, other, stops);
  }

  /** The same with texts that end the writing. */
  public GenerateOptions stop(String... texts) {
    return new GenerateOptions(tokens, sampling, List.of(texts));
  }

  @Override
  public String toString() {
    String picked =
        sampling.temperature() == 0
            ? "the likeliest each time"
            : String.format(
                Locale.ROOT,
                "temperature %s, top-p %s, seed %d",
                sampling.temperature(),
                sampling.topP(),
                sampling.seed());
    return "up to " + tokens + " tokens, " + picked;
  }
}
