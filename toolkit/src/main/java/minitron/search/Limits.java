package minitron.search;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.StringJoiner;
import java.util.stream.DoubleStream;
import minitron.report.Numbers;

/**
 * What an architecture may take at most; a limit that is not set holds for all.
 *
 * @param parameters in all
 * @param nonEmbeddingParameters outside of the embedding and the head
 * @param servingMb millions of bytes of weights and cache
 */
public record Limits(
    OptionalLong parameters, OptionalLong nonEmbeddingParameters, OptionalDouble servingMb) {
  /** Everything is allowed. */
  public static final Limits NONE =
      new Limits(OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty());

  /** Checks that each is above 0. */
  public Limits {
    if (parameters.orElse(1) < 1 || nonEmbeddingParameters.orElse(1) < 1) {
      throw new IllegalArgumentException("A limit of parameters must be at least 1.");
    }
    if (!(servingMb.orElse(1) > 0)) {
      throw new IllegalArgumentException(
          "A limit of %s MB: it must be above 0.".formatted(servingMb.getAsDouble()));
    }
  }

  /** The same with a limit of all parameters. */
  public Limits parameters(long most) {
    return new Limits(OptionalLong.of(most), nonEmbeddingParameters, servingMb);
  }

  /** The same with a limit of those outside of the embedding and the head. */
  public Limits nonEmbeddingParameters(long most) {
    return new Limits(parameters, OptionalLong.of(most), servingMb);
  }

  /** The same with a limit of the memory of weights and cache, in millions of bytes. */
  public Limits servingMb(double most) {
    return new Limits(parameters, nonEmbeddingParameters, OptionalDouble.of(most));
  }

  /** How much of the limit that is nearest an architecture takes: 1 all of it; 0 without limits. */
  double used(Footprint of) {
    return DoubleStream.of(
            share(of.parameters(), parameters),
            share(of.nonEmbeddingParameters(), nonEmbeddingParameters),
            of.servingMb() / servingMb.orElse(Double.POSITIVE_INFINITY))
        .max()
        .orElseThrow();
  }

  private static double share(long value, OptionalLong most) {
    return most.isPresent() ? (double) value / most.getAsLong() : 0;
  }

  @Override
  public String toString() {
    var all = new StringJoiner(", ").setEmptyValue("no limit");
    parameters.ifPresent(n -> all.add("at most " + Numbers.count(n) + " parameters"));
    nonEmbeddingParameters.ifPresent(
        n -> all.add("at most " + Numbers.count(n) + " outside of embedding and head"));
    servingMb.ifPresent(
        mb -> all.add(String.format(Locale.ROOT, "at most %,.1f MB of weights and cache", mb)));
    return all.toString();
  }
}
