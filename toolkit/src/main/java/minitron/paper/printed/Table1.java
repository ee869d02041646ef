package minitron.paper.printed;

import java.util.List;
import minitron.paper.printed.PrintedTable.Sizes;
import minitron.report.ScoreTable.Group;

/** Table 1 of the paper: base models. */
public final class Table1 {
  /** As it is printed. */
  public static final PrintedTable PRINTED =
      new PrintedTable(
          "Table 1",
          List.of(
              new Group("Gemma2", List.of("2B*")),
              new Group("Minitron", List.of("4B")),
              new Group("Llama-3.1-Minitron", List.of("4B-Depth", "4B-Width")),
              new Group("Gemma", List.of("7B")),
              new Group("Mistral", List.of("7B")),
              new Group("Llama 3.1", List.of("8B")),
              new Group("MN-Minitron", List.of("8B")),
              new Group("Mistral NeMo", List.of("12B-Base", "12B-FT"))),
          List.of(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7)), // the teachers are in none
          List.of(
              new Sizes("Total params", "2.6B 4.2B 4.5B 4.5B 8.5B 7.3B 8B 8.4B 12.2B 12.2B"),
              new Sizes("Non-emb. params", "2B 2.6B 3.7B 3.7B 7.7B 7B 7B 7.3B 10.9B 10.9B"),
              new Sizes("Training tokens", "2T 94B 94B 94B 6T 8T 15T 380B - +0.1T")),
          PrintedTable.lines(
              """
              Winogrande     5   winogrande      acc          70.9 74.0 72.1 73.5 78 78.5 77.3 80.4 82.2 82.7
              Arc_challenge  25  arc_challenge   acc_norm     55.4 50.9 52.6 55.6 61 60.3 57.9 64.4 65.1 62.3
              MMLU           5   mmlu            acc          51.3 58.6 58.7 60.5 64 64.1 65.3 69.5 69.0 70.1
              Hellaswag      10  hellaswag       acc_norm     73.0 75.0 73.2 76.1 82 83.2 81.8 83.0 85.2 85.3
              GSM8k          5   gsm8k           exact_match  23.9 24.1 16.8 41.2 50 37.0 48.6 58.5 56.4 55.7
              Truthfulqa     0   truthfulqa_mc2  acc          - 42.9 38.2 42.9 45 42.6 45.0 47.6 49.8 48.3
              XLSum en       3   xlsum           rougeL       - 29.5 27.2 28.7 17 4.8 30.0 32.0 33.4 31.9
              MBPP           0   mbpp            pass_at_1    29.0 28.2 30.7 32.4 39 38.8 42.3 43.8 42.6 47.9
              HumanEval      0   humaneval       pass@1       20.1 23.3 - - 32.0 28.7 24.8 36.2 23.8 23.8
              """),
          // A teacher and its students.
          List.of(
              new Group("paper: Llama 3.1", List.of("8B", "4B-Depth", "4B-Width")),
              new Group("paper: Mistral NeMo", List.of("12B", "12B-FT", "8B"))),
          List.of(6, 2, 3, 8, 9, 7),
          true,
          "Percent. Bold: the best among models of about one size (the first four columns, the next"
              + " four); underlined: the second best. * as reported by its makers.");

  private Table1() {}
}
