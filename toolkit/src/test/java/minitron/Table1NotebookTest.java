package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import minitron.kernel.Notebooks;
import minitron.report.Csv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** The notebook of Table 1 by its switch: a real checkpoint, real benchmarks, a real text. */
class Table1NotebookTest {
  private static final String NAME = "08-evaluation-table1";

  @TempDir Path temp;

  @Test
  void itRunsOnARealCheckpointAndFolder() throws IOException {
    Path shared = Shared.require().toAbsolutePath();
    Path notebooks = Files.createDirectory(temp.resolve("notebooks"));
    Files.copy(Path.of("../notebooks", NAME + ".ipynb"), notebooks.resolve(NAME + ".ipynb"));
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Map<String, String> real =
        Map.of(
            "MINITRON_BUDGET", "fast",
            "MINITRON_LIMIT", "1",
            "MINITRON_CHECKPOINT", shared.resolve("models/stories260K").toString(),
            "MINITRON_DATA", shared.resolve("datasets").toString(),
            "MINITRON_TEXT", shared.resolve("datasets/corpora/tinystories-valid.txt").toString());
    int code = Notebooks.run(List.of("08"), notebooks, real, out);
    assertEquals(0, code, bytes.toString(StandardCharsets.UTF_8));
    Table table = Csv.read(temp.resolve("results").resolve(NAME).resolve("table1.csv"));
    assertEquals(9, table.rowCount());
    // The two rows of programs are left out: nobody allowed them to run.
    for (String model : List.of("random", "teacher", "corrected", "depth", "width")) {
      for (int row = 0; row < 7; row++) {
        assertTrue(!table.column(model).isMissing(row), model + " in row " + row);
      }
    }
  }
}
