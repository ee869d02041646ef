package minitron.eval.task;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import minitron.eval.harness.PythonRandom;
import minitron.text.ItemSplit;
import minitron.text.Row;

/** How a task picks a document's solved examples (lm_eval/api/samplers.py). */
@FunctionalInterface
public interface ShotRule {

  /** Takes the first ones, in their order, for every document. */
  ShotRule FIRST =
      (pool, document, shots, random) ->
          pool.rows().subList(0, enough(shots, pool.rows().size(), pool.name()));

  /** Draws as many as asked for. */
  ShotRule DRAW = (pool, document, shots, random) -> sample(pool.rows(), shots, pool, random);

  /**
   * Draws one more, leaves out the document itself and keeps as many as asked for. If too few are
   * left, for the pool holds copies of the document, it draws anew from a pool without them.
   *
   * <p>The harness does so wherever the examples' split is declared equal to the test split, and
   * also where a task declares neither: so the spare draw happens though the pool is another split,
   * and moves every later document's draw.
   */
  ShotRule DRAW_OTHERS =
      (pool, document, shots, random) -> {
        List<Row> drawn = sample(pool.rows(), shots + 1, pool, random);
        List<Row> kept = others(drawn, document).limit(shots).toList();
        return kept.size() == shots
            ? kept
            : sample(others(pool.rows(), document).toList(), shots, pool, random);
      };

  /**
   * Picks from the pool.
   *
   * @param document the row that is being asked
   * @param shots at least 1
   * @param random one generator for the whole task, drawn from in the documents' order
   * @throws IllegalArgumentException if the pool is too small
   */
  List<Row> draw(ItemSplit pool, Row document, int shots, PythonRandom random);

  private static List<Row> sample(List<Row> rows, int count, ItemSplit pool, PythonRandom random) {
    enough(count, rows.size(), pool.name());
    return Arrays.stream(random.sample(rows.size(), count)).mapToObj(rows::get).toList();
  }

  private static int enough(int count, int rows, String pool) {
    if (count > rows) {
      throw new IllegalArgumentException(
          "%s has %d rows to draw from, but %d are drawn; ask for fewer shots or add rows."
              .formatted(pool, rows, count));
    }
    return count;
  }

  private static Stream<Row> others(List<Row> rows, Row document) {
    return rows.stream().filter(row -> !row.fields().equals(document.fields()));
  }
}
