package minitron.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import minitron.Machine;
import minitron.Shared;
import minitron.host.notebook.Notebooks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/**
 * The notebooks of the figures: on TinyWorld, and by their switch on a real checkpoint and text.
 */
class FigureNotebooksTest {
  @TempDir Path temp;

  @Test
  void theyRunOnTinyWorld() throws IOException {
    Path datasets = Path.of("../datasets").toAbsolutePath().normalize();
    Path teacher = datasets.resolve("tinyworld/teacher");
    run(List.of("06"), Map.of("budget", "fast", "checkpoint", teacher.toString()));
  }

  @Test
  void theyRunOnARealCheckpointAndText() throws IOException {
    Path shared = Shared.require().toAbsolutePath();
    Map<String, String> real = new HashMap<>();
    real.put("budget", "fast");
    real.put("checkpoint", shared.resolve("models/stories260K").toString());
    real.put("text", shared.resolve("datasets/corpora/tinystories-valid.txt").toString());
    run(List.of("02", "03", "04", "05", "06", "07"), real);
  }

  private void run(List<String> names, Map<String, String> settings) throws IOException {
    Path notebooks = Files.createDirectory(temp.resolve("notebooks"));
    try (Stream<Path> all = Files.list(Path.of("../notebooks"))) {
      for (Path each : all.filter(each -> isOneOf(names, each)).toList()) {
        Files.copy(each, notebooks.resolve(each.getFileName()));
      }
    }
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int code = Notebooks.run(names, notebooks, settings, false, out);
    assertEquals(0, code, bytes.toString(StandardCharsets.UTF_8));
    Machine.assertUnnamedIn(temp);
    try (Stream<Path> results = Files.list(temp.resolve("results"))) {
      List<Path> folders = results.toList();
      assertEquals(names.size(), folders.size());
      for (Path folder : folders) {
        Table verdicts = Table.read().csv(folder.resolve("verdicts.csv").toFile());
        assertTrue(verdicts.rowCount() >= 4, folder.toString());
        // One seed has no interval.
        verdicts
            .stringColumn("outcome")
            .forEach(outcome -> assertEquals("none", outcome, folder.toString()));
      }
    }
  }

  private static boolean isOneOf(List<String> names, Path notebook) {
    return names.contains(notebook.getFileName().toString().substring(0, 2));
  }
}
