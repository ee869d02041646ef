package minitron.conformance.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import minitron.Shared;
import minitron.conformance.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenRowsTest {
  @Test
  void sharedRowsAgree() {
    Report report = GoldenRows.check(Shared.require().resolve("table2/golden"), Optional.empty());
    assertTrue(report.passed(), report.toString());
  }

  @Test
  void aKindThatNobodyKnowsFails(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("rows.jsonl"), "{\"kind\": \"other\"}\n");
    assertTrue(GoldenRows.in(folder));
    Report report = GoldenRows.check(folder, Optional.empty());
    assertFalse(report.passed());
    assertEquals(1, report.checks().size());
  }
}
