package minitron;

import minitron.eval.run.EvaluateOptions;
import minitron.paper.PaperSpeed;
import minitron.paper.Table1;
import minitron.paper.Table3;
import minitron.report.ScoreTable;
import minitron.tensor.Hardware;
import minitron.text.ItemSource;

/** The paper's tables, and the same tables for your own models. */
public final class Paper {
  private Paper() {}

  /** Table 1 as it is printed in the paper. */
  public static ScoreTable table1() {
    return Table1.paper();
  }

  /**
   * Table 1 for these documents, to which models are added. Every benchmark is run as in the paper.
   *
   * @param options the limit of documents, and whether programs may run; not how texts are sampled
   */
  public static Table1 table1(ItemSource items, EvaluateOptions options) {
    return Table1.on(items, options);
  }

  /** The shapes of Table 3 and of the teachers. */
  public static Table3 table3() {
    return new Table3(1);
  }

  /** The paper's figures on run time, with what the shapes allow on an H100 in bfloat16. */
  public static PaperSpeed speed() {
    return new PaperSpeed(Hardware.h100());
  }
}
