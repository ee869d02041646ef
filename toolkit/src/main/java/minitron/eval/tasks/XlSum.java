package minitron.eval.tasks;

import java.util.List;
import minitron.eval.metric.Bootstrap;
import minitron.eval.metric.Rouge;
import minitron.eval.task.GenerateUntil;
import minitron.eval.task.ShotRule;
import minitron.eval.task.ShotSource;
import minitron.eval.task.Task;
import minitron.text.Row;

/**
 * XL-Sum in English: a news article's summary. The harness has no such task, so prompt and metric
 * are this toolkit's own choice, by the harness's Spanish one (xlsum_es): the same form in English,
 * and ROUGE-L's F1 in its place, as the Minitron paper reports it. Usually with 3 shots, and on the
 * first fifth of the documents ({@code limit 0.2}).
 *
 * <p>Rows: {@code text} and {@code summary}; runs of spaces count as one.
 */
public final class XlSum {
  public static final Task TASK =
      Task.of(
          "xlsum",
          1.0,
          "xlsum",
          "test",
          new ShotSource("train", ShotRule.DRAW),
          new GenerateUntil(
              row -> "Text: " + spaced(row, "text") + "\nSummary:",
              row -> spaced(row, "summary"),
              List.of("\n\n"),
              256,
              "rougeL",
              (read, right) -> Rouge.longest(right, read).f1(),
              Bootstrap::medianOfMeans,
              List.of(new GenerateUntil.Filter("none", text -> text))));

  private XlSum() {}

  private static String spaced(Row row, String field) {
    return row.text(field).replaceAll(" +", " ");
  }
}
