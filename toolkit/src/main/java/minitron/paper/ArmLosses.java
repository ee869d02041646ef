package minitron.paper;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minitron.eval.result.Perplexity;
import minitron.host.Watch;
import minitron.model.CausalLm;
import minitron.model.TokenBatch;
import minitron.model.TokenChecks;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Showable;
import minitron.text.TokenCorpus;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * Losses on held-out text of models as they are, before any training: an arm has a model for each
 * seed. They are the losses at 0 tokens of {@code Arms}.
 *
 * @param corpus its held-out side is measured on
 * @param blocks of it at most
 * @param names of the arms
 * @param losses of each arm, a loss a seed, nats a token
 */
public record ArmLosses(
    TokenCorpus corpus, int blocks, List<String> names, List<List<Double>> losses)
    implements Showable {

  /** Copies. */
  public ArmLosses {
    names = List.copyOf(names);
    losses = losses.stream().map(List::copyOf).toList();
  }

  /** No arm yet. */
  public static ArmLosses on(TokenCorpus corpus, int blocks) {
    return new ArmLosses(corpus, blocks, List.of(), List.of());
  }

  /**
   * The same with another arm, whose models are measured now.
   *
   * @param models one for each seed
   * @throws IllegalArgumentException if the arms before have another number, or such a name
   */
  public ArmLosses add(String name, List<CausalLm> models) {
    if (names.contains(name) || (!losses.isEmpty() && losses.get(0).size() != models.size())) {
      throw new IllegalArgumentException(
          "The arm '%s' has %d models: give as many as the arms before it have, and a name of its own (there are %s)."
              .formatted(name, models.size(), names));
    }
    int[][] rows = corpus.heldOut().atMost(blocks);
    List<Double> measured = models.stream().map(model -> loss(model, rows)).toList();
    return new ArmLosses(corpus, blocks, and(names, name), and(losses, measured));
  }

  private double loss(CausalLm model, int[][] rows) {
    List<TokenBatch> batches = TokenChecks.batches(rows, model);
    return Watch.with(
            "Measuring",
            "tokens",
            progress -> Perplexity.of(model.decoder(), batches, corpus.bosRule(), progress))
        .loss();
  }

  private static <T> List<T> and(List<T> some, T more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  /** An arm's losses, nats a token, one for each seed. */
  public double[] of(String name) {
    int arm = names.indexOf(name);
    if (arm < 0) {
      throw new IllegalArgumentException(
          "There is no arm '%s'; there are %s.".formatted(name, String.join(", ", names)));
    }
    return losses.get(arm).stream().mapToDouble(loss -> loss).toArray();
  }

  /** The least loss of all arms but this one, one for each seed. */
  public double[] bestBeside(String name) {
    return IntStream.range(0, of(name).length)
        .mapToDouble(
            seed ->
                names.stream()
                    .filter(other -> !other.equals(name))
                    .mapToDouble(other -> of(other)[seed])
                    .min()
                    .orElse(Double.NaN))
        .toArray();
  }

  /**
   * A row for each arm, the least loss first: the mean over the seeds, and of several seeds the
   * least and the most.
   */
  public Table table() {
    List<String> sorted =
        names.stream()
            .sorted(Comparator.comparingDouble(name -> Arrays.stream(of(name)).average().orElse(0)))
            .toList();
    Table table =
        Table.create(
            "before any training",
            Columns.text("arm", sorted),
            column("loss (nats)", sorted, all -> Arrays.stream(all).average().orElse(Double.NaN)));
    return losses.stream().allMatch(all -> all.size() == 1)
        ? table
        : table.addColumns(
            column("least", sorted, all -> Arrays.stream(all).min().orElse(Double.NaN)),
            column("most", sorted, all -> Arrays.stream(all).max().orElse(Double.NaN)));
  }

  private DoubleColumn column(String title, List<String> arms, ToDoubleFunction<double[]> of) {
    return Columns.fixed(title, 3, arms.stream().map(this::of).mapToDouble(of).toArray());
  }

  @Override
  public List<?> parts() {
    return List.of(table());
  }

  @Override
  public String toString() {
    return Markdown.table(table());
  }
}
