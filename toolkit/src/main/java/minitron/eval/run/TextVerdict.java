package minitron.eval.run;

import java.util.List;
import java.util.stream.Collectors;
import minitron.eval.ask.GenerationConfig;
import minitron.eval.task.Benchmark;
import minitron.eval.task.Breakdown;
import minitron.report.Columns;
import minitron.report.Passage;
import minitron.report.Showable;
import minitron.text.ItemSource;
import tech.tablesaw.api.Table;

/**
 * How a text that was written for a document is judged, part by part; no model is asked.
 *
 * @param task the task's name
 * @param docId the document's place in the split, from 0
 */
public record TextVerdict(String task, int docId, String text, Breakdown breakdown)
    implements Showable {

  /**
   * Judges a text.
   *
   * @throws IllegalArgumentException if the split has no such document, for several tasks, and for
   *     a task that judges no text by its parts
   */
  public static TextVerdict of(ItemSource items, Benchmark benchmark, int docId, String text) {
    return of(
        PreparedTask.single(benchmark, items, docId, GenerationConfig.DEFAULT, Integer.MAX_VALUE),
        docId,
        text);
  }

  private static <D> TextVerdict of(PreparedTask<D> task, int docId, String text) {
    Breakdown breakdown =
        task.type()
            .breakdown(task.prompts().get(docId).doc(), text)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        task.task().name() + " judges no text part by part; ifeval does."));
    return new TextVerdict(task.task().name(), docId, text, breakdown);
  }

  static Table table(Breakdown breakdown) {
    Table table = Table.create("");
    for (int i = 0; i < breakdown.columns().size(); i++) {
      int column = i;
      table.addColumns(
          Columns.text(
              breakdown.columns().get(i),
              breakdown.rows().stream().map(row -> row.get(column)).toList()));
    }
    return table;
  }

  /** A row a part: what it asks for, and whether it is there. */
  public Table table() {
    return table(breakdown);
  }

  @Override
  public List<?> parts() {
    return List.of(
        new Passage(task + ", document " + docId + "\n", text, "a text that was given"), table());
  }

  @Override
  public String toString() {
    return parts().stream().map(String::valueOf).collect(Collectors.joining("\n\n"));
  }
}
