package minitron.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import minitron.Machine;
import minitron.Shared;
import minitron.host.notebook.Notebooks;
import minitron.sandbox.Sandbox;
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
    boolean sandbox = hasSandbox();
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Map<String, String> real =
        Map.of(
            "budget",
            "fast",
            "limit",
            "1",
            "code",
            sandbox ? "1" : "0",
            "checkpoint",
            shared.resolve("models/stories260K").toString(),
            "data",
            shared.resolve("datasets").toString(),
            "text",
            shared.resolve("datasets/corpora/tinystories-valid.txt").toString());
    int code = Notebooks.run(List.of("08"), notebooks, real, false, out);
    assertEquals(0, code, bytes.toString(StandardCharsets.UTF_8));
    Machine.assertUnnamedIn(temp);
    Path csv = temp.resolve("results").resolve(NAME).resolve("table1.csv");
    Table table = Table.read().csv(csv.toFile());
    assertEquals(9, table.rowCount());
    // The last two rows run programs.
    for (String model : List.of("random", "teacher", "corrected", "depth", "width")) {
      for (int row = 0; row < 9; row++) {
        boolean run = row < 7 || sandbox;
        assertEquals(run, !table.column(model).isMissing(row), model + " in row " + row);
      }
    }
  }

  private static boolean hasSandbox() {
    try {
      return !Sandbox.find(false).name().isEmpty();
    } catch (IllegalStateException none) {
      return false;
    }
  }
}
