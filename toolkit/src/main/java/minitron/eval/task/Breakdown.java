package minitron.eval.task;

import java.util.List;

/**
 * How a text was judged, part by part: a table in words.
 *
 * @param columns what stands in a row
 * @param rows a part each, as many cells as there are columns
 */
public record Breakdown(List<String> columns, List<List<String>> rows) {
  /** Checks the cells. */
  public Breakdown {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    int cells = columns.size();
    if (rows.stream().anyMatch(row -> row.size() != cells)) {
      throw new IllegalArgumentException("A row must have " + cells + " cells.");
    }
  }
}
