package minitron.conformance.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import minitron.Shared;
import minitron.conformance.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Golden rows of MT-Bench and ChatRAG-Bench: right and wrong ones. */
class JudgedRowsTest {
  private static final String RIGHT =
      """
      {"kind": "mtbench_score", "judgment": "[[7.5]]", "score": 7.5}
      {"kind": "mtbench_score", "judgment": "[[07]]", "score": "exception SyntaxError"}
      {"kind": "mtbench_pair", "output_format": "[[A]]", "judgment": "[[B]]", "winner": "B"}
      {"kind": "mtbench_average", "scores": [{"turn": 1, "score": 2}, {"turn": 1, "score": -1}, {"turn": 2, "score": 5}], "first_turn_6_digits": 2.0, "second_turn_6_digits": 5.0, "average_6_digits": 3.5}
      {"kind": "chatrag_f1", "dataset": "coqa", "prediction": " x</s>", "answers": ["x y"], "scored_as": "x", "f1": 0.6666666666666666}
      {"kind": "chatrag_f1", "dataset": "coqa", "prediction": "x", "answers": [""], "scored_as": "x", "f1": "skipped"}
      {"kind": "chatrag_convfinqa", "question": "", "prediction": "2", "exe_answer": 2.0, "formula": "f", "correct": true}
      {"kind": "chatrag_dataset_f1", "dataset": "sqa", "rows": [{"prediction": "x", "answers": ["x"]}, {"prediction": "y", "answers": ["x"]}, {"prediction": "y", "answers": ["x"]}], "f1_4_decimals": 0.3333}
      {"kind": "chatrag_unanswerable", "dataset": "quac", "rows": [{"prediction": "not mentioned", "answers": ["Sorry. I cannot find the answer based on the context."]}, {"prediction": "not mentioned", "answers": ["x"]}], "unanswerable_4_decimals": 1.0, "answerable_4_decimals": 0.0}
      """;

  @Test
  void rightRowsPassAndWrongOnesFail(@TempDir Path folder) throws IOException {
    assertEquals(List.of(), failed(folder, RIGHT));
    assertEquals(
        List.of("mtbench_score", "mtbench_average", "chatrag_convfinqa", "chatrag_unanswerable"),
        failed(
            folder,
            RIGHT
                .replace("\"score\": 7.5", "\"score\": 7")
                .replace("s\": 3.5", "s\": 3.51")
                .replace("true", "false")
                .replace("\"answerable_4_decimals\": 0.0", "\"answerable_4_decimals\": 1.0")));
  }

  private static List<String> failed(Path folder, String rows) throws IOException {
    Files.writeString(folder.resolve("rows.jsonl"), rows);
    return GoldenRows.check(folder, Optional.empty()).checks().stream()
        .filter(check -> !check.passed())
        .map(Report.Check::name)
        .toList();
  }

  @Test
  void theOriginalsRowsPass() {
    Path golden = Shared.require().resolve("table2/golden");
    List<Report.Check> own =
        GoldenRows.check(golden, Optional.empty()).checks().stream()
            .filter(check -> check.name().matches("(chatrag|mtbench)_.*"))
            .toList();
    assertEquals(List.of(), own.stream().filter(check -> !check.passed()).toList(), own::toString);
  }
}
