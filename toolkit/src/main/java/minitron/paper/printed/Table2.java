package minitron.paper.printed;

import java.util.List;
import minitron.paper.printed.PrintedTable.Sizes;
import minitron.report.ScoreTable.Group;

/** Table 2 of the paper: models after instruction tuning ("alignment"). */
public final class Table2 {
  /** As it is printed. */
  public static final PrintedTable PRINTED =
      new PrintedTable(
          "Table 2",
          List.of(
              new Group("Gemma", List.of("2B")),
              new Group("Phi-2", List.of("2.7B")),
              new Group("Gemma2", List.of("2B")),
              new Group("Qwen2", List.of("1.5B")),
              new Group("Minitron", List.of("4B")),
              new Group("Llama-3.1-Minitron", List.of("4B-Depth", "4B-Width"))),
          List.of(List.of(0, 1, 2, 3, 4, 5, 6)),
          List.of(
              new Sizes("Total params", "2.5B 2.7B 2.6B 1.5B 4.2B 4.5B 4.5B"),
              new Sizes("Non-emb. params", "2B 2.5B 2B 1.3B 2.6B 3.5B 3.7B"),
              new Sizes("Training tokens", "3T 1.4T 2T 7T 94B 94B 94B")),
          PrintedTable.lines(
              """
              IFEval    0  ifeval|tinyworld_ifeval      prompt_level_strict_acc                     40.5 44.0 64.5 39.8 44.8 42.6 52.4
              MT-Bench  0  mt_bench|tinyworld_mt_bench  average/10                                  5.2 4.3 7.7 5.2 5.6 5.6 6.3
              ChatRAG*  0  chatrag|tinyworld_chatrag    average|f1                                  33.3 37.6 37.5 32.8 41.1 40.1 44.0
              BFCL      0  bfcl|tinyworld_bfcl          v1_without_executable|acc                   47.0 23.1 35.6 32.8 64.2 66.8 64.9
              """),
          List.of(
              new Group("paper: Minitron", List.of("4B")),
              new Group("paper: Llama-3.1-Minitron", List.of("4B-Depth", "4B-Width"))),
          List.of(4, 5, 6),
          false,
          "Percent; MT-Bench from 1 to 10. Bold: the best; underlined: the second best. * on a part"
              + " of the benchmark that the paper does not name. Nor does it name the kind of"
              + " IFEval's accuracy, MT-Bench's judge, or BFCL's version.");

  private Table2() {}
}
