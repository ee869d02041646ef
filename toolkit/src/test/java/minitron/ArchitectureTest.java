package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rooms: who may import whom, and how large a room may be. A line to change is a decision. */
class ArchitectureTest {
  private static final int FILES_IN_A_ROOM = 25;
  private static final int FACADES = 26;
  private static final int HELPERS = 0;

  /** What may import everything: the facades, what they share, and what is built on them. */
  private static final Set<String> TOP =
      Set.of("", "stage", "bench", "conformance", "conformance.golden", "cli", "cli.shell");

  private static final String BELOW_MODEL = "io python runs tensor checkpoint text text.chat ";
  private static final String BELOW_EVAL = BELOW_MODEL + "model infer sandbox report ";

  /** Rooms below each room; one that ends in a star stands for its sub-packages too. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("io", rooms("")),
          Map.entry("python", rooms("io")),
          Map.entry("runs", rooms("io")),
          Map.entry("report", rooms("")),
          Map.entry("report.plot", rooms("report")),
          Map.entry("tensor", rooms("runs")),
          Map.entry("checkpoint", rooms("io tensor")),
          Map.entry("hub", rooms("io runs checkpoint")),
          Map.entry(
              "text",
              rooms("io python runs tensor text.tokenizer text.corpus text.chat text.jinja")),
          Map.entry(
              "text.jinja",
              rooms("io python text.jinja.syntax text.jinja.value text.jinja.builtin")),
          Map.entry("text.jinja.syntax", rooms("io python")),
          Map.entry("text.jinja.value", rooms("io python")),
          Map.entry("text.jinja.builtin", rooms("io python text.jinja.value")),
          Map.entry("text.chat", rooms("io python text.jinja text.tokenizer")),
          Map.entry("text.chat.rows", rooms("io python runs text text.chat text.corpus")),
          Map.entry("text.corpus", rooms("io runs")),
          Map.entry("text.tokenizer", rooms("io")),
          Map.entry("model", rooms(BELOW_MODEL)),
          Map.entry("infer", rooms("runs tensor model text report")),
          Map.entry("prune", rooms(BELOW_MODEL + "model report report.plot")),
          Map.entry("train.state", rooms(BELOW_MODEL + "report")),
          Map.entry("train", rooms(BELOW_MODEL + "model report report.plot train.state")),
          Map.entry("search", rooms("runs tensor checkpoint model report report.plot")),
          Map.entry("sandbox", rooms("runs")),
          Map.entry("eval.harness", rooms("io")),
          Map.entry("eval.metric", rooms("eval.harness")),
          Map.entry("eval.ifeval", rooms("python")),
          Map.entry("eval.bfcl.python", rooms("python")),
          Map.entry("eval.bfcl.source", rooms("io")),
          Map.entry(
              "eval.bfcl",
              rooms("io python text text.chat report eval.bfcl.python eval.bfcl.source")),
          Map.entry(
              "eval.ask",
              rooms("io python runs text text.chat infer sandbox eval.harness eval.metric")),
          Map.entry(
              "eval.task",
              rooms(
                  "python text text.chat infer sandbox eval.harness eval.metric eval.ask"
                      + " eval.ifeval")),
          Map.entry(
              "eval.chatrag",
              rooms("python text text.chat infer eval.harness eval.metric eval.ask eval.task")),
          Map.entry(
              "eval.mtbench",
              rooms(
                  "io python runs text text.chat infer eval.harness eval.metric eval.ask eval.task")),
          Map.entry(
              "eval.tasks",
              rooms(
                  "python text text.chat eval.harness eval.metric eval.ask eval.task eval.chatrag"
                      + " eval.mtbench eval.ifeval eval.bfcl")),
          Map.entry(
              "eval.result", rooms(BELOW_EVAL + "eval.harness eval.metric eval.ask eval.task")),
          Map.entry(
              "eval.run",
              rooms(
                  BELOW_EVAL
                      + "eval.harness eval.metric eval.ask eval.task eval.mtbench eval.result")),
          Map.entry("host", rooms("runs report report.plot")),
          Map.entry("host.jupyter", rooms("io runs report report.plot host")),
          Map.entry("host.notebook", rooms("io runs report host")),
          Map.entry("tinyworld.words", rooms("")),
          Map.entry("tinyworld.talk", rooms("text.chat tinyworld.words")),
          Map.entry(
              "tinyworld",
              rooms(
                  BELOW_EVAL
                      + "report.plot train* host eval* text.chat.rows tinyworld.words tinyworld.talk")),
          Map.entry("paper.printed", rooms("infer report eval*")),
          Map.entry(
              "paper", rooms(BELOW_EVAL + "report.plot search train* host eval* paper.printed")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("minitron");

  private static Set<String> rooms(String names) {
    return Set.of(names.strip().split(" +"));
  }

  @Test
  void everyRoomImportsOnlyWhatLiesBelowIt() {
    var wrong = new TreeSet<String>();
    for (JavaClass from : CLASSES) {
      String room = room(from);
      if (TOP.contains(room)) {
        continue;
      }
      assertTrue(MAY_IMPORT.containsKey(room), "a new room needs a line here: " + room);
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        JavaClass to = dependency.getTargetClass();
        if (to.getPackageName().startsWith("minitron") && !mayImport(room, room(to))) {
          wrong.add(file(from) + " imports " + file(to));
        }
      }
    }
    assertEquals(Set.of(), wrong);
  }

  private static boolean mayImport(String room, String other) {
    return other.equals(room)
        || MAY_IMPORT.get(room).contains(other)
        || MAY_IMPORT.get(room).contains(other.replaceAll("\\..*", "") + "*");
  }

  @Test
  void noFilesDependOnEachOtherInACircle() {
    var uses = new TreeMap<String, Set<String>>();
    for (JavaClass from : CLASSES) {
      Set<String> used = uses.computeIfAbsent(file(from), file -> new TreeSet<>());
      from.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(to -> to.getPackageName().startsWith("minitron") && !file(to).equals(file(from)))
          .forEach(to -> used.add(file(to)));
    }
    var below = new TreeMap<String, Set<String>>();
    uses.keySet()
        .forEach(file -> reach(file, uses, below.computeIfAbsent(file, f -> new TreeSet<>())));
    var circles = new TreeSet<String>();
    below.forEach(
        (file, reached) -> {
          if (reached.contains(file)) {
            circles.add(
                reached.stream().filter(f -> below.get(f).contains(file)).toList().toString());
          }
        });
    assertEquals(Set.of(), circles);
  }

  /** Adds every file that is reached from a file. */
  private static void reach(String from, Map<String, Set<String>> uses, Set<String> reached) {
    for (String to : uses.get(from)) {
      if (reached.add(to)) {
        reach(to, uses, reached);
      }
    }
  }

  @Test
  void noRoomIsCrowded() {
    var files = new TreeMap<String, Set<String>>();
    CLASSES.stream()
        .filter(c -> !file(c).endsWith("package-info"))
        .forEach(c -> files.computeIfAbsent(room(c), r -> new TreeSet<>()).add(file(c)));
    files.remove(""); // the facades are counted below
    files.forEach((room, own) -> assertTrue(own.size() <= FILES_IN_A_ROOM, room + " " + own));
  }

  @Test
  void theRootHasWhatAUserTypesAndLittleElse() {
    Map<Boolean, List<String>> types =
        CLASSES.stream()
            .filter(c -> room(c).isEmpty() && c.isTopLevelClass())
            .filter(c -> !file(c).endsWith("package-info"))
            .collect(
                Collectors.partitioningBy(
                    c -> c.getModifiers().contains(JavaModifier.PUBLIC),
                    Collectors.mapping(JavaClass::getSimpleName, Collectors.toList())));
    assertTrue(types.get(true).size() <= FACADES, types.get(true).toString());
    assertTrue(types.get(false).size() <= HELPERS, types.get(false).toString());
  }

  @Test
  void djlsEngineStaysInTheTensorRoom() {
    var wrong = new TreeSet<String>();
    for (JavaClass from : CLASSES) {
      from.getDirectDependenciesFromSelf().stream()
          .filter(d -> d.getTargetClass().getPackageName().startsWith("ai.djl.pytorch"))
          .filter(d -> !room(from).equals("tensor") && !file(from).endsWith("Doctor"))
          .forEach(d -> wrong.add(file(from)));
    }
    assertEquals(Set.of(), wrong);
  }

  private static String room(JavaClass type) {
    return type.getPackageName().replaceFirst("^minitron\\.?", "");
  }

  /** The name of the class that a file is named after. */
  private static String file(JavaClass type) {
    return type.getName().replaceAll("\\$.*", "");
  }
}
