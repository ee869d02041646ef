package minitron.prune;

import java.util.List;
import java.util.function.ToDoubleFunction;
import minitron.prune.Sensitivity.Block;
import minitron.report.Columns;
import minitron.report.Markdown;
import minitron.report.Ranks;
import minitron.report.Showable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * How alike block importance, LM loss and a task's score rank the blocks of a size: Spearman's ρ, 1
 * for the same order.
 *
 * @param blocks of a sweep
 */
public record RankCorrelations(List<Block> blocks) implements Showable {
  /** Keeps the blocks as they are now. */
  public RankCorrelations {
    blocks = List.copyOf(blocks);
  }

  /** Of importance and loss, over the blocks of a size; NaN if there are fewer than two. */
  public double importanceAndLoss(int size) {
    return of(size, Block::importance, Block::loss);
  }

  /** A row for each size of block; empty where a block has no score, or the size one block only. */
  public Table table() {
    List<Integer> sizes = blocks.stream().map(Block::size).distinct().toList();
    return Table.create(
        "rank correlations",
        Columns.text("layers dropped", sizes.stream().map(String::valueOf).toList()),
        column("importance and loss", sizes, Block::importance, Block::loss),
        column("importance and score lost", sizes, Block::importance, RankCorrelations::lost),
        column("loss and score lost", sizes, Block::loss, RankCorrelations::lost));
  }

  private static double lost(Block block) {
    return block.score().map(score -> -score.value()).orElse(Double.NaN);
  }

  private DoubleColumn column(
      String name,
      List<Integer> sizes,
      ToDoubleFunction<Block> one,
      ToDoubleFunction<Block> other) {
    return Columns.fixed(name, 2, sizes.stream().mapToDouble(n -> of(n, one, other)).toArray());
  }

  private double of(int size, ToDoubleFunction<Block> one, ToDoubleFunction<Block> other) {
    List<Block> some = blocks.stream().filter(block -> block.size() == size).toList();
    double[] x = some.stream().mapToDouble(one).toArray();
    double[] y = some.stream().mapToDouble(other).toArray();
    return Ranks.correlation(x, y);
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
