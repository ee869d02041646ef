package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the README tells people to type. */
class ReadmeTest {
  @TempDir Path temp;

  @Test
  void theJShellScriptRuns() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    String script = readme.substring(readme.indexOf("```java") + 7);
    script = script.substring(0, script.indexOf("```"));
    String small =
        script
            .replace("\"MODEL\"", quoted(Fixtures.model(temp.resolve("model"))))
            .replace("\"TEXT\"", quoted(Fixtures.text(temp.resolve("text.txt"), 4000)))
            .replace("\"student\"", quoted(temp.resolve("student")))
            .replace("400_000", "4_000")
            .replace("600_000", "4_000")
            .replace("calibration(1024)", "calibration(16)")
            .replace("hidden(48).mlp(112)", "hidden(16).mlp(24)");
    String printed = run(small);
    assertTrue(printed.contains("whole model: LM loss"), printed);
    assertTrue(printed.contains("perplexity"), printed);
    assertEquals(16, Checkpoint.load(temp.resolve("student").toString()).config().hiddenSize());
  }

  private static String quoted(Path path) {
    return "\"" + path.toString().replace("\\", "\\\\") + "\"";
  }

  private static String run(String script) {
    var printed = new ByteArrayOutputStream();
    PrintStream real = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        shell.addToClasspath(entry);
      }
      SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
      var rest = analysis.analyzeCompletion(script);
      while (rest.completeness().isComplete()) {
        check(shell, shell.eval(rest.source()));
        rest = analysis.analyzeCompletion(rest.remaining());
      }
      assertEquals("", rest.remaining().strip());
    } finally {
      System.setOut(real);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static void check(JShell shell, List<SnippetEvent> events) {
    for (SnippetEvent event : events) {
      String source = event.snippet().source();
      assertEquals(null, event.exception(), source);
      List<String> faults =
          shell.diagnostics(event.snippet()).map(d -> d.getMessage(Locale.ROOT)).toList();
      assertEquals(Snippet.Status.VALID, event.status(), source + faults);
    }
  }
}
