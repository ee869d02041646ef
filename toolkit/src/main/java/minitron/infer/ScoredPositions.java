package minitron.infer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where in a pass the head runs, and which tokens are scored there: a place stands once, however
 * many requests score a token at it.
 */
final class ScoredPositions {
  private final Map<Integer, Row> rows = new LinkedHashMap<>();
  private final Map<Integer, List<Cell>> cells = new LinkedHashMap<>();

  private record Row(int index, List<Integer> targets) {}

  /** A scored token: its row, and which of the row's targets it is. */
  private record Cell(int row, int column) {}

  /** Adds the tokens of a request that stands as sequence {@code s} of a tree. */
  void add(int index, TokenRequest request, int s, TokenTree tree) {
    List<Cell> own = new ArrayList<>();
    int depth = request.context().length - 1;
    for (int target : request.continuation()) {
      Row row =
          rows.computeIfAbsent(
              tree.place(s, depth++), place -> new Row(rows.size(), new ArrayList<>()));
      if (!row.targets.contains(target)) {
        row.targets.add(target);
      }
      own.add(new Cell(row.index, row.targets.indexOf(target)));
    }
    cells.put(index, own);
  }

  /** The places (N) int64. */
  NDArray places(NDManager manager) {
    return manager.create(rows.keySet().stream().mapToLong(place -> place).toArray());
  }

  /** The targets (N, K) int64, filled up with 0. */
  NDArray targets(NDManager manager) {
    int width = width();
    var targets = new long[rows.size() * width];
    for (Row row : rows.values()) {
      for (int i = 0; i < row.targets.size(); i++) {
        targets[row.index * width + i] = row.targets.get(i);
      }
    }
    return manager.create(targets, new Shape(rows.size(), width));
  }

  private int width() {
    return rows.values().stream().mapToInt(row -> row.targets.size()).max().orElse(1);
  }

  /** Sums up each request's tokens into its answer, by its index; both arrays are (N, K). */
  Map<Integer, Scored> collect(float[] logProbabilities, float[] greedy) {
    Map<Integer, Scored> answers = new LinkedHashMap<>();
    int width = width();
    cells.forEach(
        (request, own) -> {
          double sum = 0;
          boolean all = true;
          for (Cell cell : own) {
            int at = cell.row * width + cell.column;
            sum += logProbabilities[at];
            all &= greedy[at] > 0;
          }
          answers.put(request, new Scored(sum, all));
        });
    return answers;
  }
}
