package minitron.eval.result;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minitron.eval.metric.Estimate;
import minitron.eval.metric.Metric;

/**
 * Two evaluations on the same documents, one metric: what the second has more than the first.
 * Differences are taken document by document, so what both find hard or easy cancels out.
 *
 * @param task the task's name, or a group's
 * @param metric what a document's score is called
 * @param filter how answers were read
 * @param documents how many were asked
 * @param first the mean over the first evaluation's documents
 * @param second the same of the second's
 * @param difference second less first, with its standard error
 * @param onlyFirst documents that the first alone has right; empty unless every score is 0 or 1
 * @param onlySecond the same of the second
 */
public record PairedDifference(
    String task,
    String metric,
    String filter,
    int documents,
    double first,
    double second,
    Estimate difference,
    OptionalInt onlyFirst,
    OptionalInt onlySecond) {
  /** The normal distribution's 97.5 % point. */
  private static final double NORMAL_95 = 1.959963984540054;

  /** Takes the differences of scores that stand in the same order of documents. */
  static PairedDifference of(String task, Metric metric, List<Double> a, List<Double> b) {
    List<Double> differences =
        IntStream.range(0, a.size()).mapToObj(i -> b.get(i) - a.get(i)).toList();
    boolean judged = Stream.concat(a.stream(), b.stream()).allMatch(v -> v == 0 || v == 1);
    return new PairedDifference(
        task,
        metric.documentName(),
        metric.filter(),
        a.size(),
        Estimate.mean(a).value(),
        Estimate.mean(b).value(),
        Estimate.mean(differences),
        judged ? OptionalInt.of(count(differences, -1)) : OptionalInt.empty(),
        judged ? OptionalInt.of(count(differences, 1)) : OptionalInt.empty());
  }

  /** One difference over several tasks' documents, each counting the same. */
  static PairedDifference pooled(String group, List<PairedDifference> tasks) {
    List<Integer> sizes = tasks.stream().map(PairedDifference::documents).toList();
    int documents = sizes.stream().mapToInt(size -> size).sum();
    boolean judged = tasks.stream().allMatch(task -> task.onlyFirst.isPresent());
    return new PairedDifference(
        group,
        tasks.get(0).metric,
        tasks.get(0).filter,
        documents,
        tasks.stream().mapToDouble(task -> task.first * task.documents).sum() / documents,
        tasks.stream().mapToDouble(task -> task.second * task.documents).sum() / documents,
        Estimate.pooled(tasks.stream().map(PairedDifference::difference).toList(), sizes),
        judged ? sum(tasks, PairedDifference::onlyFirst) : OptionalInt.empty(),
        judged ? sum(tasks, PairedDifference::onlySecond) : OptionalInt.empty());
  }

  /** One difference over several tasks, each task counting the same. */
  static PairedDifference unweighted(String group, List<PairedDifference> tasks) {
    return new PairedDifference(
        group,
        "average",
        tasks.get(0).filter,
        tasks.stream().mapToInt(PairedDifference::documents).sum(),
        tasks.stream().mapToDouble(PairedDifference::first).average().orElseThrow(),
        tasks.stream().mapToDouble(PairedDifference::second).average().orElseThrow(),
        Estimate.unweighted(tasks.stream().map(PairedDifference::difference).toList()),
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  private static OptionalInt sum(
      List<PairedDifference> tasks, Function<PairedDifference, OptionalInt> count) {
    return OptionalInt.of(tasks.stream().mapToInt(task -> count.apply(task).getAsInt()).sum());
  }

  private static int count(List<Double> values, double wanted) {
    return (int) values.stream().filter(value -> value == wanted).count();
  }

  /** The lower end of the 95 % interval, by the normal distribution; none for one document. */
  public OptionalDouble low() {
    return end(-NORMAL_95);
  }

  /** The upper end of the 95 % interval. */
  public OptionalDouble high() {
    return end(NORMAL_95);
  }

  private OptionalDouble end(double errors) {
    OptionalDouble error = difference.standardError();
    return error.isEmpty()
        ? error
        : OptionalDouble.of(difference.value() + errors * error.getAsDouble());
  }

  /**
   * McNemar's test, exact: how probable a split of the documents that one evaluation alone has
   * right is, at least as uneven as this one, if each fell to either with even odds. Documents that
   * both have right or wrong tell nothing.
   *
   * <p>Source: McNemar (1947), Psychometrika 12; the binomial form is the sign test.
   *
   * @return the two-sided probability; empty unless every score is 0 or 1
   */
  public OptionalDouble mcNemar() {
    return onlyFirst.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(signTest(onlyFirst.getAsInt(), onlySecond.getAsInt()));
  }

  /** Twice the lower tail of the binomial distribution with p = 1/2, at most 1. */
  static double signTest(int one, int other) {
    int n = one + other;
    double logTerm = -n * Math.log(2); // of k = 0: C(n, 0) / 2^n
    double tail = 0;
    for (int k = 0; k <= Math.min(one, other); k++) {
      tail += Math.exp(logTerm);
      logTerm += Math.log(n - k) - Math.log(k + 1);
    }
    return Math.min(1, 2 * tail);
  }
}
