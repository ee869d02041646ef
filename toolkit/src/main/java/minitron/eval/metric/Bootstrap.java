package minitron.eval.metric;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import minitron.eval.harness.PythonRandom;

/**
 * Standard errors of statistics that have no closed form, from samples drawn with replacement
 * (lm_eval/api/metrics.py, {@code bootstrap_stderr}).
 */
public final class Bootstrap {
  private static final int ITERATIONS = 100_000;

  /** Samples that are drawn from one generator; the next chunk's has the next seed. */
  private static final int CHUNK = 1000;

  private Bootstrap() {}

  /** e to minus the mean log-likelihood. */
  public static Estimate perplexity(List<Double> logLikelihoods) {
    double[] values = logLikelihoods.stream().mapToDouble(x -> x).toArray();
    ToDoubleFunction<double[]> perplexity = drawn -> Math.exp(-Estimate.average(drawn));
    OptionalDouble error =
        values.length == 1
            ? OptionalDouble.empty()
            : OptionalDouble.of(standardError(values, perplexity, ITERATIONS));
    return new Estimate(perplexity.applyAsDouble(values), error);
  }

  /**
   * The median of the means of 1000 samples, as Hugging Face's {@code evaluate} takes ROUGE, which
   * lies within a small part of its error of the mean; these draws are seeded. The standard error
   * is the means' standard deviation.
   */
  public static Estimate medianOfMeans(List<Double> scores) {
    double[] values = scores.stream().mapToDouble(x -> x).toArray();
    if (values.length == 1) {
      return new Estimate(values[0], OptionalDouble.empty());
    }
    double[] means = replicates(values, Estimate::average, CHUNK);
    double error = Estimate.deviation(means);
    Arrays.sort(means);
    double median = (means[CHUNK / 2 - 1] + means[CHUNK / 2]) / 2;
    return new Estimate(median, OptionalDouble.of(error));
  }

  /** The standard deviation of a statistic over samples of the values' own size. */
  public static double standardError(
      double[] values, ToDoubleFunction<double[]> statistic, int iterations) {
    return Estimate.deviation(replicates(values, statistic, iterations));
  }

  private static double[] replicates(
      double[] values, ToDoubleFunction<double[]> statistic, int iterations) {
    double[] found = new double[iterations];
    double[] drawn = new double[values.length];
    PythonRandom random = null;
    for (int i = 0; i < iterations; i++) {
      random = i % CHUNK == 0 ? new PythonRandom(i / CHUNK) : random;
      int[] picked = random.choices(values.length, drawn.length);
      Arrays.setAll(drawn, j -> values[picked[j]]);
      found[i] = statistic.applyAsDouble(drawn);
    }
    return found;
  }
}
