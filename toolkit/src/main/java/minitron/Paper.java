package minitron;

import minitron.eval.run.EvaluateOptions;
import minitron.paper.Table1;
import minitron.report.ScoreTable;
import minitron.text.ItemSource;

/** The paper's own tables, and the same tables for models of one's own. */
public final class Paper {
  private Paper() {}

  /** Table 1 as it is printed in the paper. */
  public static ScoreTable table1() {
    return Table1.paper();
  }

  /**
   * Table 1 for the documents at hand; add models to it. Every benchmark is asked as in the paper.
   *
   * @param options how much is asked, and whether programs are run; nothing of how texts are drawn
   */
  public static Table1 table1(ItemSource items, EvaluateOptions options) {
    return Table1.on(items, options);
  }
}
