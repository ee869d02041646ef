package minitron.prune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import minitron.model.LmLoss;
import minitron.report.Columns;
import minitron.report.Showable;
import minitron.runs.Ending;
import tech.tablesaw.api.Table;

/**
 * What a model loses without each block of contiguous layers.
 *
 * @param baselineLoss LM loss of the whole model, nats a token
 * @param baselineScore the task's score of the whole model, if a task was asked
 * @param blocks size by size, from the first layer on
 * @param tokens how many tokens of text were read
 * @param ending whether all text was read and the task asked without every block
 */
public record Sensitivity(
    double baselineLoss,
    Optional<Score> baselineScore,
    List<Block> blocks,
    long tokens,
    Ending ending)
    implements Showable {
  /** A task with its shots, and what its metric came to. */
  public record Score(String task, String metric, double value, OptionalDouble standardError) {
    @Override
    public String toString() {
      String number = String.format(Locale.ROOT, "%.3f", value);
      return standardError.isEmpty()
          ? number
          : number + String.format(Locale.ROOT, " ± %.3f", standardError.getAsDouble());
    }
  }

  /**
   * A block of contiguous layers.
   *
   * @param first its first layer, counted from 1
   * @param last its last layer, included
   * @param importance block importance: 1 − mean cosine between its input and its output
   * @param loss LM loss of the model without it, nats a token
   * @param score the task's score of the model without it, if the task was asked
   */
  public record Block(int first, int last, double importance, double loss, Optional<Score> score) {
    /** How many layers it has. */
    public int size() {
      return last - first + 1;
    }

    /** Its layers as people write them: {@code 6–11}. */
    public String layers() {
      return first == last ? "" + first : first + "–" + last;
    }

    /** Its layers as Hugging Face names them: {@code model.layers.5 … model.layers.10}. */
    public String huggingFaceNames() {
      String start = "model.layers." + (first - 1);
      return first == last ? start : start + " … model.layers." + (last - 1);
    }

    private String line() {
      String asked = score.map(Score::toString).orElse("");
      return String.format(
          Locale.ROOT, "%-9s %-10.4f %-9.3f %s%n", layers(), importance, loss, asked);
    }
  }

  /** Keeps the blocks as they are now. */
  public Sensitivity {
    blocks = List.copyOf(blocks);
  }

  /** The same with the task's score of the whole model, and of each block that was asked. */
  public Sensitivity scored(Optional<Score> whole, List<Score> without, Ending asked) {
    List<Block> scored = new ArrayList<>(blocks);
    for (int i = 0; i < without.size(); i++) {
      Block b = blocks.get(i);
      scored.set(i, new Block(b.first, b.last, b.importance, b.loss, Optional.of(without.get(i))));
    }
    return new Sensitivity(baselineLoss, whole, scored, tokens, asked);
  }

  /** The same, a part taken for the whole. */
  public Sensitivity asWhole() {
    return ended(Ending.WHOLE);
  }

  /** The same with something else said of how it ended. */
  public Sensitivity ended(Ending other) {
    return new Sensitivity(baselineLoss, baselineScore, blocks, tokens, other);
  }

  /**
   * The contiguous block whose removal raises the LM loss least.
   *
   * @throws IllegalArgumentException if no block of that size was swept, or not all text was read
   */
  public Block leastLoss(int size) {
    return sorted(size).stream()
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No block of " + size + " layers was swept: sweep that size too."));
  }

  /** The layers that each alone raise the LM loss least (Figure 8), neighbours or not. */
  public List<Block> leastLossEach(int count) {
    List<Block> singles = sorted(1);
    if (count < 1 || count > singles.size()) {
      throw new IllegalArgumentException(
          "%d layers were asked for; allowed: 1 to %d, the layers that were dropped one by one."
              .formatted(count, singles.size()));
    }
    return singles.subList(0, count);
  }

  private List<Block> sorted(int size) {
    ending.requireWhole("The losses of this sweep", "sweep to the end, or take asWhole()");
    return blocks.stream()
        .filter(block -> block.size() == size)
        .sorted(Comparator.comparing(Block::loss))
        .toList();
  }

  /** The LM losses without each block of a size, in the order of their layers. */
  public double[] losses(int size) {
    return blocks.stream().filter(b -> b.size() == size).mapToDouble(Block::loss).toArray();
  }

  /** The blocks as a table. */
  public Table table() {
    Table table =
        Table.create(
            "depth",
            Columns.text("dropped", texts(Block::layers)),
            Columns.text("as Hugging Face has them", texts(Block::huggingFaceNames)),
            Columns.fixed("block importance", 4, numbers(Block::importance)),
            Columns.fixed(LmLoss.VALIDATION_IN_NATS, 3, numbers(Block::loss)));
    baselineScore.ifPresent(
        whole ->
            table.addColumns(
                Columns.shares(whole.task, scores(Score::value)),
                Columns.shares(
                    whole.task + Columns.ERROR,
                    scores(score -> score.standardError.orElse(Double.NaN)))));
    return table;
  }

  private List<String> texts(Function<Block, String> of) {
    return blocks.stream().map(of).toList();
  }

  private double[] numbers(ToDoubleFunction<Block> of) {
    return blocks.stream().mapToDouble(of).toArray();
  }

  private double[] scores(ToDoubleFunction<Score> of) {
    return numbers(block -> block.score.map(of::applyAsDouble).orElse(Double.NaN));
  }

  @Override
  public List<?> parts() {
    return ending.whole() ? List.of(table()) : List.of(table(), ending.text());
  }

  @Override
  public String toString() {
    String score = baselineScore.map(s -> ", " + s.task + " " + s.metric + " " + s).orElse("");
    String whole =
        String.format(
            Locale.ROOT,
            "whole model: LM loss %.3f nats a token%s; %,d tokens%s%n%-9s %-10s %-9s %s%n",
            baselineLoss,
            score,
            tokens,
            ending.whole() ? "" : "; " + ending,
            "dropped",
            "importance",
            "LM loss",
            baselineScore.map(Score::metric).orElse(""));
    return blocks.stream()
        .map(Block::line)
        .collect(Collectors.joining("", whole, ""))
        .stripTrailing();
  }
}
