package minitron.paper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minitron.Machine;
import minitron.Shared;
import minitron.host.notebook.InTurn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/**
 * All notebooks in the fast budget: on TinyWorld, and those of the figures by their switch on a
 * real checkpoint and text.
 */
class FastNotebooksTest {
  @TempDir Path temp;
  private Path notebooks;

  @BeforeEach
  void lookLikeTheProject() throws IOException {
    notebooks = Files.createDirectory(temp.resolve("notebooks"));
    Path datasets = Path.of("../datasets").toAbsolutePath().normalize();
    Files.createSymbolicLink(temp.resolve("datasets"), datasets);
  }

  @Test
  void theyRunOnTinyWorld() throws IOException {
    assertEquals(15, run("", Map.of()).size());
  }

  @Test
  void thoseOfTheFiguresAndOfARealModelRunOnARealCheckpointAndText() throws IOException {
    Path shared = Shared.require().toAbsolutePath();
    Map<String, String> real =
        Map.of(
            "checkpoint",
            shared.resolve("models/stories260K").toString(),
            "text",
            shared.resolve("datasets/corpora/tinystories-valid.txt").toString());
    assertEquals(7, run("(0[2-7]|14)-.*", real).size());
  }

  /** Runs the notebooks with such a name, and gives their folders of results. */
  private List<Path> run(String pattern, Map<String, String> more) throws IOException {
    List<String> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(Path.of("../notebooks"))) {
      for (Path each : all.sorted().toList()) {
        String name = each.getFileName().toString();
        if (pattern.isEmpty() ? name.endsWith(".ipynb") : name.matches(pattern)) {
          Files.copy(each, notebooks.resolve(name));
          files.add(name);
        }
      }
    }
    Map<String, String> settings = new HashMap<>(more);
    settings.put("budget", "fast");
    settings.put("runs", temp.resolve("runs").toString());
    Process process = start(settings, files);
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, code(process), said);
    Machine.assertUnnamedIn(notebooks);
    Machine.assertUnnamedIn(temp.resolve("results"));
    try (Stream<Path> results = Files.list(temp.resolve("results"))) {
      List<Path> folders = results.filter(Files::isDirectory).toList();
      folders.forEach(FastNotebooksTest::assertNoVerdict);
      return folders;
    }
  }

  private static int code(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Process start(Map<String, String> settings, List<String> files) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx3g", "-Djava.awt.headless=true"));
    settings.forEach((name, value) -> command.add("-Dminitron." + name + "=" + value));
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    command.addAll(List.of("-cp", classPath, InTurn.class.getName()));
    command.addAll(files);
    return new ProcessBuilder(command)
        .directory(notebooks.toFile())
        .redirectErrorStream(true)
        .start();
  }

  /** One seed has no interval. */
  private static void assertNoVerdict(Path folder) {
    Path file = folder.resolve("verdicts.csv");
    if (Files.exists(file)) {
      Table verdicts = Table.read().csv(file.toFile());
      assertTrue(verdicts.rowCount() >= 2, folder.toString());
      List<String> outcomes = verdicts.stringColumn("outcome").unique().asList();
      assertTrue(List.of("none", "not_testable").containsAll(outcomes), folder + " " + outcomes);
    }
  }
}
