package minitron.conformance.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import minitron.Shared;
import minitron.conformance.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IfEvalRowsTest {
  private static final String DOCUMENT =
      "{\"kind\": \"ifeval_document\", \"prompt\": \"p\", \"instruction_id_list\":"
          + " [\"punctuation:no_comma\", \"startend:quotation\"], \"kwargs\": [{}, {}],"
          + " \"response\": \"a\", \"expected\": {\"prompt_level_strict_acc\": false,"
          + " \"inst_level_strict_acc\": [true, false], \"prompt_level_loose_acc\": false,"
          + " \"inst_level_loose_acc\": [true, false]}}\n";
  private static final String ALL =
      "{\"kind\": \"ifeval_aggregate\", \"expected\": {\"prompt_level_strict_acc\": 0.0,"
          + " \"prompt_level_strict_acc_stderr\": 0.0, \"prompt_level_loose_acc\": 0.0,"
          + " \"prompt_level_loose_acc_stderr\": 0.0, \"inst_level_strict_acc\": 0.5,"
          + " \"inst_level_strict_acc_stderr\": \"N/A\", \"inst_level_loose_acc\": 0.5,"
          + " \"inst_level_loose_acc_stderr\": \"N/A\"}}\n";

  @Test
  void documentsAreJudgedAndAggregated(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("rows.jsonl"), DOCUMENT + DOCUMENT + ALL);
    assertTrue(GoldenRows.check(folder, Optional.empty()).passed());
    Files.writeString(
        folder.resolve("rows.jsonl"), DOCUMENT + DOCUMENT + ALL.replace("0.5", "0.4"));
    assertFalse(GoldenRows.check(folder, Optional.empty()).passed());
  }

  @Test
  void theHarnesssOwnRowsComeOut(@TempDir Path folder) throws IOException {
    Files.copy(
        Shared.require().resolve("table2/golden/ifeval.jsonl"), folder.resolve("ifeval.jsonl"));
    Report report = GoldenRows.check(folder, Optional.empty());
    List<Report.Check> wrong = report.checks().stream().filter(check -> !check.passed()).toList();
    assertEquals(List.of(), wrong);
  }
}
