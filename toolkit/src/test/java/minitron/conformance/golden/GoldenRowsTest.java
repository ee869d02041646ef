package minitron.conformance.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import minitron.conformance.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenRowsTest {
  @Test
  void aKindThatNobodyKnowsFails(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("rows.jsonl"), "{\"kind\": \"other\"}\n");
    assertTrue(GoldenRows.in(folder));
    Report report = GoldenRows.check(folder, Optional.empty());
    assertFalse(report.passed());
    assertEquals(1, report.checks().size());
  }
}
