package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The layers: who may import whom. A line that has to change here is a decision. */
class ArchitectureTest {
  private static final Path SOURCES = Path.of("src/main/java/minitron");
  private static final Pattern IMPORT = Pattern.compile("(?<!package )\\bminitron\\.([a-z]+)\\.");
  private static final Pattern FACADE =
      Pattern.compile("^import (?:static )?minitron\\.[A-Z]", Pattern.MULTILINE);

  /** What may import everything: the facades, what checks them, and the command line. */
  private static final Set<String> TOP = Set.of("", "conformance", "cli");

  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.of(
          "tensor", Set.of(),
          "model", Set.of("tensor"),
          "data", Set.of("tensor", "model"),
          "prune", Set.of("tensor", "model"),
          "train", Set.of("tensor", "model", "data", "report"),
          "eval", Set.of("tensor", "model", "data", "report"),
          "report", Set.of(),
          "kernel", Set.of("tensor", "report"));

  @Test
  void everyPackageImportsOnlyWhatLiesBelowIt() throws IOException {
    var wrong = new TreeSet<String>();
    for (Path file : sources()) {
      String layer = layer(file);
      if (TOP.contains(layer)) {
        continue;
      }
      Set<String> allowed = MAY_IMPORT.get(layer);
      assertNotNull(allowed, "a new layer needs a line here: " + layer);
      // A message may name a class that a person is to run.
      String text = Files.readString(file).replaceAll("\"[^\"\n]*\"", "");
      IMPORT
          .matcher(text)
          .results()
          .map(match -> match.group(1))
          .filter(other -> !other.equals(layer) && !allowed.contains(other))
          .forEach(other -> wrong.add(file + " imports minitron." + other));
      if (FACADE.matcher(text).find()) {
        wrong.add(file + " imports a facade");
      }
    }
    assertEquals(Set.of(), wrong);
  }

  @Test
  void djlStaysInTheTensorAndModelLayersWhereItCan() throws IOException {
    for (Path file : sources()) {
      boolean engine = Files.readString(file).contains("import ai.djl.pytorch");
      assertTrue(
          !engine || layer(file).equals("tensor") || file.endsWith("Doctor.java"), file + "");
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertTrue(found.size() > 50, found.size() + " sources");
      return found;
    }
  }

  private static String layer(Path file) {
    Path inside = SOURCES.relativize(file);
    return inside.getNameCount() == 1 ? "" : inside.getName(0).toString();
  }
}
