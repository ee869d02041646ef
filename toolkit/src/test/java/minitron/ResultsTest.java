package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import minitron.report.Columns;
import minitron.report.Records;
import minitron.runs.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

final class ResultsTest {
  enum Kind {
    WIDTH
  }

  record Options(long tokens, double rate, Kind kind, Optional<Path> corpus, long seed) {}

  record Step(long step, double loss, Optional<Double> heldOut) {}

  record Run(Object model, Options options, List<Step> steps, Ending ending) {}

  record Source(Path file, String text) {}

  private static final Run RUN =
      new Run(
          new Object(),
          new Options(400_000, 1e-4, Kind.WIDTH, Optional.of(Path.of("texts/tales.txt")), 7),
          List.of(new Step(1, 3.5, Optional.empty()), new Step(2, 3.25, Optional.of(3.4))),
          Ending.stopped(2, 3, "steps"));

  @TempDir Path results;

  @Test
  void tablesPlotsAndResultsBecomeFiles() throws IOException {
    var plot =
        Plots.lines("LM loss, by tokens", "x", "y").line("a", new double[] {1}, new double[] {2});
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("width", RUN);
    more.put("shots", 5);
    Results.Saved saved =
        Results.save(
            results, "05-width", RUN, plot, Table.create("Scores", Columns.numbers("a", .1)), more);
    assertEquals(
        "saved results/05-width/: steps.csv, lm-loss-by-tokens.png, scores.csv, width-steps.csv,"
            + " run.json",
        saved.toString());
    Path folder = results.resolve("05-width");
    assertEquals(
        "step,loss,heldOut\n1,3.5,\n2,3.25,3.4\n", Files.readString(folder.resolve("steps.csv")));
    assertTrue(Files.size(folder.resolve("lm-loss-by-tokens.png")) > 1000);

    String text = Files.readString(folder.resolve("run.json"));
    JsonObject run = JsonParser.parseString(text).getAsJsonObject();
    assertEquals(7, run.get("seed").getAsInt());
    assertEquals(5, run.getAsJsonObject("configuration").get("shots").getAsInt());
    JsonObject own = run.getAsJsonObject("configuration").getAsJsonObject("run");
    assertEquals("stopped on request after 2 of 3 steps", own.get("ending").getAsString());
    assertEquals(
        "{\"tokens\":400000,\"rate\":1.0E-4,\"kind\":\"width\",\"corpus\":\"tales.txt\",\"seed\":7}",
        own.get("options").toString());
    Machine.assertUnnamedIn(folder);
    assertEquals("2.7.1", run.getAsJsonObject("versions").get("libtorch").getAsString());
    assertTrue(run.get("seconds").getAsDouble() > 0);
    assertTrue(run.has("commit") && run.has("device"), text);
  }

  @Test
  void noPlaceOfTheMachineIsNamed() throws IOException {
    Map<String, Object> things = new LinkedHashMap<>();
    for (Path place : Machine.places()) {
      Path model = place.resolve("models/teacher");
      things.put("file " + things.size(), model);
      things.put("text " + things.size(), model.toString());
      things.put("nested " + things.size(), List.of(List.of(model), model.toString()));
      things.put("rows " + things.size(), List.of(new Source(model, model + "/config.json")));
      things.put("sentence " + things.size(), "It was read from " + model + ".");
    }
    Results.save(results, "x", things);
    Machine.assertUnnamedIn(results.resolve("x"));
    String text = Files.readString(results.resolve("x/run.json"));
    assertTrue(text.contains("\"It was read from teacher.\""), text);
  }

  @Test
  void whatIsNothingToSaveIsNamed() {
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> Results.save(results, "x", new Thread()));
    assertEquals(
        "A Thread cannot be saved: give tables, plots, results, or a map of values by name.",
        e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Results.save(results, "../x"));
  }

  @Test
  void twoOfOneNameAreTwoFiles() {
    Table table = Table.create("Same", Columns.numbers("a", 1));
    assertEquals(
        List.of("same.csv", "same-2.csv", "run.json"),
        Results.save(results, "x", table, table).files());
  }

  @Test
  void aSecondSaveLeavesExactlyWhatItWrote() throws IOException {
    Table one = Table.create("One", Columns.numbers("a", 1));
    Table two = Table.create("Two", Columns.numbers("a", 2));
    var plot = Plots.lines("Old", "x", "y").line("a", new double[] {1}, new double[] {2});
    Results.save(results, "x", one, two, plot);
    Results.save(results, "x", two);
    assertEquals(List.of("run.json", "two.csv"), names("x"));
  }

  /** What cannot be saved comes last: what went before it must not be there either. */
  @Test
  void aSaveThatFailsLeavesTheOneBefore() throws IOException {
    Table one = Table.create("One", Columns.numbers("a", 1));
    Table two = Table.create("Two", Columns.numbers("a", 2));
    Results.save(results, "x", one);
    String run = Files.readString(results.resolve("x/run.json"));
    assertThrows(
        IllegalArgumentException.class, () -> Results.save(results, "x", two, new Thread()));
    assertEquals(List.of("one.csv", "run.json"), names("x"));
    assertEquals(run, Files.readString(results.resolve("x/run.json")));
    assertThrows(
        IllegalArgumentException.class, () -> Results.save(results, "y", two, new Thread()));
    assertEquals(List.of("x"), names("."));
  }

  /** Neither what others put there nor what a strange run.json names. */
  @Test
  void noOtherFileIsDeleted() throws IOException {
    Path folder = Files.createDirectories(results.resolve("x"));
    for (String file : List.of("x/mine.csv", "x/notes.md", "outside.csv", "x/Mine.png")) {
      Files.writeString(results.resolve(file), "mine");
    }
    Files.createDirectories(folder.resolve("dir.csv"));
    Files.writeString(folder.resolve("dir.csv/deep"), "mine");
    Files.writeString(
        folder.resolve("run.json"),
        """
        {"files": ["../outside.csv", "notes.md", "Mine.png", "dir.csv", "gone.csv", 7, null]}
        """);
    Table one = Table.create("One", Columns.numbers("a", 1));
    Results.save(results, "x", one);
    assertEquals(
        List.of("Mine.png", "dir.csv", "mine.csv", "notes.md", "one.csv", "run.json"), names("x"));
    assertTrue(Files.exists(results.resolve("outside.csv")));
    assertEquals("mine", Files.readString(folder.resolve("dir.csv/deep")));
    for (String broken : List.of("", "{", "[]", "{\"files\": 1}")) {
      Files.writeString(folder.resolve("run.json"), broken);
      Results.save(results, "x", one);
      assertEquals(6, names("x").size(), broken);
    }
  }

  private List<String> names(String stem) throws IOException {
    try (Stream<Path> files = Files.list(results.resolve(stem))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void recordsAreATable() {
    assertTrue(Records.isTable(RUN.steps()));
    assertFalse(Records.isTable(List.of("a")));
    assertFalse(Records.isTable(List.of()));
    Table table = Records.table("Steps", RUN.steps());
    assertEquals(List.of("step", "loss", "heldOut"), table.columnNames());
    assertEquals(2, table.longColumn("step").getLong(1));
    assertTrue(table.column("heldOut").isMissing(0));
  }
}
