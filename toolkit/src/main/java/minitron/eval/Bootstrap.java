package minitron.eval;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Standard errors of statistics that have no closed form, from samples drawn with replacement
 * (lm_eval/api/metrics.py, {@code bootstrap_stderr}).
 */
final class Bootstrap {
  private static final int ITERATIONS = 100_000;

  /** Samples that are drawn from one generator; the next chunk's has the next seed. */
  private static final int CHUNK = 1000;

  private Bootstrap() {}

  /** e to minus the mean log-likelihood. */
  static Estimate perplexity(List<Double> logLikelihoods) {
    double[] values = logLikelihoods.stream().mapToDouble(x -> x).toArray();
    ToDoubleFunction<double[]> perplexity = drawn -> Math.exp(-mean(drawn));
    OptionalDouble error =
        values.length == 1
            ? OptionalDouble.empty()
            : OptionalDouble.of(standardError(values, perplexity, ITERATIONS));
    return new Estimate(perplexity.applyAsDouble(values), error);
  }

  /** The standard deviation of a statistic over samples of the values' own size. */
  static double standardError(
      double[] values, ToDoubleFunction<double[]> statistic, int iterations) {
    double[] found = new double[iterations];
    double[] drawn = new double[values.length];
    PythonRandom random = null;
    for (int i = 0; i < iterations; i++) {
      random = i % CHUNK == 0 ? new PythonRandom(i / CHUNK) : random;
      for (int j = 0; j < drawn.length; j++) {
        drawn[j] = values[(int) Math.floor(random.uniform() * values.length)];
      }
      found[i] = statistic.applyAsDouble(drawn);
    }
    double mean = mean(found);
    double squares = 0;
    for (double value : found) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (iterations - 1));
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
