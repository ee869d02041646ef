package minitron.host.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of notebooks, each run in a Java of its own. */
final class NotebooksTest {
  @TempDir Path folder;

  @Test
  void aCellThatEndsJavaHasFailed() throws IOException {
    notebook("1", "System.exit(0);", "2");
    String said = run(1, List.of());
    assertTrue(said.contains("cell 2 of 3 failed:\n    System.exit(0);\nJava ended"), said);
  }

  @Test
  void aFolderIsRunUpToTheFirstFailureAndNamesPick() throws IOException {
    notebook("1");
    Files.move(folder.resolve("00-test.ipynb"), folder.resolve("01-good.ipynb"));
    notebook("minitron.Budget.current().toString().length() / 0");
    Files.move(folder.resolve("00-test.ipynb"), folder.resolve("02-bad.ipynb"));
    notebook("1");
    Files.move(folder.resolve("00-test.ipynb"), folder.resolve("03-never.ipynb"));
    assertTrue(run(0, List.of("01")).startsWith("01-good  1 cells, "), "one is run");
    String all = run(1, List.of());
    assertTrue(all.contains("02-bad  cell 1 of 1 failed"), all);
    assertTrue(all.contains("java.lang.ArithmeticException: / by zero"), all);
    assertFalse(all.contains("03-never"), all);
    var e = assertThrows(IllegalArgumentException.class, () -> run(0, List.of("7")));
    assertEquals(
        "No notebook's name begins with '7'; there are 01-good, 02-bad, 03-never.", e.getMessage());
  }

  private String run(int code, List<String> names) {
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    assertEquals(code, Notebooks.run(names, folder, Map.of("budget", "fast"), out));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private Path notebook(String... cells) throws IOException {
    return TestNotebook.write(folder, cells);
  }
}
