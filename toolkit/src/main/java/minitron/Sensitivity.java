package minitron;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import minitron.eval.metric.Estimate;
import minitron.eval.result.TaskResult;
import minitron.prune.BlockScore;
import minitron.prune.DepthSweep;
import minitron.report.Columns;
import minitron.report.Showable;
import minitron.train.Validation;
import tech.tablesaw.api.Table;

/**
 * What a model loses without each block of layers.
 *
 * @param baselineLoss LM loss of the whole model, nats a token
 * @param baselineScore the task's score of the whole model, if a task was asked
 * @param blocks size by size, from the first layer on
 * @param tokens how many tokens of text were read
 */
public record Sensitivity(
    double baselineLoss, Optional<Score> baselineScore, List<Block> blocks, long tokens)
    implements Showable {

  /**
   * A task's score.
   *
   * @param task the task and its shots
   * @param metric the measure
   * @param value and its standard error
   */
  public record Score(String task, String metric, Estimate value) {
    static Score of(TaskResult result) {
      minitron.eval.metric.Score first = result.scores().get(0);
      String name = result.name() + " (" + result.shots() + "-shot)";
      return new Score(name, first.metric().name(), first.estimate());
    }
  }

  /**
   * A block of contiguous layers.
   *
   * @param layers counted from 1
   * @param importance block importance: 1 − mean cosine between its input and its output
   * @param loss LM loss of the model without it, nats a token
   * @param score the task's score of the model without it, if a task was asked
   */
  public record Block(Layers layers, double importance, double loss, Optional<Score> score) {}

  /** The blocks as a table. */
  public Table table() {
    Table table =
        Table.create(
            "depth",
            Columns.text("dropped", column(block -> block.layers.toString())),
            Columns.text("as Hugging Face has them", column(b -> b.layers.huggingFaceNames())),
            Columns.fixed("block importance", 4, numbers(Block::importance)),
            Columns.fixed(Validation.LOSS_IN_NATS, 3, numbers(Block::loss)));
    baselineScore.ifPresent(
        whole ->
            table.addColumns(
                Columns.shares(
                    whole.task, numbers(b -> b.score.map(s -> s.value.value()).orElse(Double.NaN))),
                Columns.shares(
                    whole.task + Columns.ERROR,
                    numbers(
                        b ->
                            b.score
                                .map(s -> s.value.standardError().orElse(Double.NaN))
                                .orElse(Double.NaN)))));
    return table;
  }

  private String[] column(Function<Block, String> of) {
    return blocks.stream().map(of).toArray(String[]::new);
  }

  private double[] numbers(ToDoubleFunction<Block> of) {
    return blocks.stream().mapToDouble(of).toArray();
  }

  @Override
  public List<?> parts() {
    return List.of(table());
  }

  static Sensitivity of(DepthSweep.Result result) {
    return new Sensitivity(
        result.baseline(),
        Optional.empty(),
        result.blocks().stream().map(Sensitivity::block).toList(),
        result.tokens());
  }

  private static Block block(BlockScore score) {
    Layers layers = Layers.range(score.first() + 1, score.first() + score.size());
    return new Block(layers, score.importance(), score.loss(), Optional.empty());
  }

  Sensitivity baseline(Score score) {
    return new Sensitivity(baselineLoss, Optional.of(score), blocks, tokens);
  }

  Sensitivity scored(int index, Score score) {
    List<Block> changed = new ArrayList<>(blocks);
    Block block = blocks.get(index);
    changed.set(index, new Block(block.layers, block.importance, block.loss, Optional.of(score)));
    return new Sensitivity(baselineLoss, baselineScore, List.copyOf(changed), tokens);
  }

  /**
   * The contiguous block whose removal raises the LM loss least.
   *
   * @throws IllegalArgumentException if no block of that size was swept
   */
  public Layers leastLoss(int size) {
    return ofSize(size).stream()
        .min(Comparator.comparing(Block::loss))
        .map(Block::layers)
        .orElseThrow(
            () -> new IllegalArgumentException("No block of " + size + " layers was swept."));
  }

  /** The layers, not neighbours as a rule, that each alone raise the LM loss least (Figure 8). */
  public Layers leastLossEach(int count) {
    List<Block> singles = ofSize(1);
    if (count < 1 || count > singles.size()) {
      throw new IllegalArgumentException(
          count + " layers cannot be named: blocks of 1 layer were swept " + singles.size() + ".");
    }
    return new Layers(
        singles.stream()
            .sorted(Comparator.comparing(Block::loss))
            .limit(count)
            .map(block -> block.layers.numbers().get(0))
            .toList());
  }

  private List<Block> ofSize(int size) {
    return blocks.stream().filter(block -> block.layers.numbers().size() == size).toList();
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "whole model: LM loss %.3f nats a token%s; %,d tokens%n%-9s %-10s %-9s %s%n",
            baselineLoss,
            baselineScore.map(score -> ", " + named(score)).orElse(""),
            tokens,
            "dropped",
            "importance",
            "LM loss",
            baselineScore.map(Score::metric).orElse("")));
    for (Block block : blocks) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-9s %-10.4f %-9.3f %s%n",
              block.layers,
              block.importance,
              block.loss,
              block.score.map(score -> number(score.value)).orElse("")));
    }
    return text.toString().stripTrailing();
  }

  private static String named(Score score) {
    return score.task + " " + score.metric + " " + number(score.value);
  }

  private static String number(Estimate value) {
    String error =
        value.standardError().isEmpty()
            ? ""
            : String.format(Locale.ROOT, " ± %.3f", value.standardError().getAsDouble());
    return String.format(Locale.ROOT, "%.3f%s", value.value(), error);
  }
}
