package minitron;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import minitron.eval.run.EvaluateOptions;
import minitron.infer.Speeds;
import minitron.io.Disk;
import minitron.paper.Claim;
import minitron.paper.Insights;
import minitron.paper.PaperSpeed;
import minitron.paper.PaperTable;
import minitron.paper.SpeedVerdict;
import minitron.paper.Table3;
import minitron.paper.Table4;
import minitron.paper.Verdict;
import minitron.paper.Verdicts;
import minitron.paper.printed.Table1;
import minitron.paper.printed.Table2;
import minitron.report.ScoreTable;
import minitron.stage.Provenance;
import minitron.tensor.Hardware;
import minitron.text.ItemSource;

/** The paper's tables, and the same tables for your own models. */
public final class Paper {
  private Paper() {}

  /** Table 1 as it is printed in the paper. */
  public static ScoreTable table1() {
    return Table1.PRINTED.table();
  }

  /**
   * Table 1 for these documents, to which models are added. Every benchmark is run as in the paper.
   *
   * @param options the limit of documents, and whether programs may run; not how texts are sampled
   */
  public static PaperTable table1(ItemSource items, EvaluateOptions options) {
    return PaperTable.on(Table1.PRINTED, items, options);
  }

  /** Table 2 as it is printed in the paper: models after instruction tuning. */
  public static ScoreTable table2() {
    return Table2.PRINTED.table();
  }

  /**
   * Table 2 for these documents, to which models are added. Its benchmarks ask in conversations:
   * {@code options().chat()}.
   */
  public static PaperTable table2(ItemSource items, EvaluateOptions options) {
    return PaperTable.on(Table2.PRINTED, items, options);
  }

  /**
   * A sentence of the paper, to be tested.
   *
   * @param place where it stands
   */
  public static Claim claim(String sentence, String place) {
    return new Claim(sentence, place, "");
  }

  /** The same with the paper's own figure. */
  public static Claim claim(String sentence, String place, String figure) {
    return new Claim(sentence, place, figure);
  }

  /** Verdicts as a table; the budget {@code fast} has none. */
  public static Verdicts verdicts(Verdict... all) {
    boolean fast = Budget.current() == Budget.FAST;
    return new Verdicts(List.of(all), fast ? "fast: no verdict" : "");
  }

  /**
   * The sentences of the paper's Insights and Analysis with the verdicts that the notebooks have
   * saved so far; beside them those of other worlds, each from its folder in {@code
   * results/worlds}.
   */
  public static Insights insights() {
    Path results = Provenance.resultsFolder();
    Path worlds = results.resolve("worlds");
    Insights all = Insights.in(results);
    if (Files.isDirectory(worlds)) {
      for (Path world : Disk.list(worlds)) {
        all = all.and(world.getFileName().toString(), world);
      }
    }
    return all;
  }

  /** The shapes of Table 3 and of the teachers. */
  public static Table3 table3() {
    return table3("");
  }

  /**
   * The same from config.json files where they are there.
   *
   * @param configs a folder with {@code Llama-3.1-8B/config.json} and so on, by the hub's names
   */
  public static Table3 table3(String configs) {
    return new Table3(1, configs);
  }

  /** The hyperparameters of Table 4, to which those of your own runs are added. */
  public static Table4 table4() {
    return Table4.paper();
  }

  /** The paper's figures on run time, with what the shapes allow on an H100 in bfloat16. */
  public static PaperSpeed speed() {
    return new PaperSpeed(Hardware.h100());
  }

  /**
   * The paper's figures on run time, judged by what the shapes allow and by what was measured.
   *
   * @param measured models of the names and shapes of {@link #table3}, of any width
   */
  public static SpeedVerdict speed(Speeds measured) {
    return new SpeedVerdict(speed(), measured);
  }
}
