package minitron.host.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import minitron.Refusal;
import minitron.io.WriterLock;
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
    assertEquals(
        "No notebook's name begins with '7'; there are 01-good, 02-bad, 03-never.",
        Refusal.of(() -> run(0, List.of("7"))));
  }

  @Test
  void whatIsFinishedIsPassedOverUntilItChanges() throws IOException {
    String passed = "00-test  is finished, and is passed over\n";
    Path file = notebook("int one = 1;\none");
    assertTrue(resumed("fast").startsWith("00-test  1 cells"), "it never ran");
    byte[] whole = Files.readAllBytes(file);
    assertEquals(passed, resumed("fast"));
    assertArrayEquals(whole, Files.readAllBytes(file));
    assertTrue(resumed("small").startsWith("00-test  1 cells"), "another budget");
    String text = Files.readString(file);
    Files.writeString(file, text.replace("# T", "# Other words"));
    assertEquals(passed, resumed("small"));
    for (String[] change : new String[][] {{"int one = 1;", "int one = 2;"}, {"\"2\"", "\"3\""}}) {
      text = Files.readString(file);
      Files.writeString(file, text.replace(change[0], change[1]));
      assertNotEquals(text, Files.readString(file));
      assertTrue(resumed("small").startsWith("00-test  1 cells"), change[1]);
      assertEquals(passed, resumed("small"));
    }
    Files.writeString(folder.resolve(".finished.json"), "[\"cut");
    assertTrue(resumed("small").startsWith("00-test  1 cells"), "it is not known");
  }

  @Test
  void whatFailedIsRunAgain() throws IOException {
    notebook("1 / 0");
    assertTrue(run(1, List.of()).contains("cell 1 of 1 failed"));
    String again = run(1, List.of(), Map.of("budget", "fast"), true);
    assertTrue(again.contains("cell 1 of 1 failed"), again);
  }

  @Test
  void twoRunsInOneFolderDoNotMix() throws IOException {
    Path file = notebook("1");
    byte[] before = Files.readAllBytes(file);
    WriterLock other = WriterLock.in(folder);
    try {
      Refusal.of(() -> run(0, List.of()), "is being written by another run");
    } finally {
      other.close();
    }
    assertArrayEquals(before, Files.readAllBytes(file));
    run(0, List.of());
  }

  @Test
  void aCellFindsNothingInStandardInput() throws IOException {
    Path file = notebook("System.in.read()");
    run(0, List.of());
    assertTrue(Files.readString(file).contains("\"-1\""));
  }

  private String resumed(String budget) {
    return run(0, List.of(), Map.of("budget", budget), true);
  }

  private String run(int code, List<String> names) {
    return run(code, names, Map.of("budget", "fast"), false);
  }

  private String run(int code, List<String> names, Map<String, String> settings, boolean resume) {
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    assertEquals(code, Notebooks.run(names, folder, settings, resume, out));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private Path notebook(String... cells) throws IOException {
    return TestNotebook.write(folder, cells);
  }
}
