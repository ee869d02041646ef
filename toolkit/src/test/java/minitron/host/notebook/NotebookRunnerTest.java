package minitron.host.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import minitron.host.notebook.NotebookRunner.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NotebookRunnerTest {
  @TempDir Path folder;

  @Test
  void outputsAreWrittenBackInTheirOrder() throws IOException {
    Path file =
        notebook(
            "import minitron.*;\nimport minitron.report.*;\nimport tech.tablesaw.api.Table;",
            "int twice(int n) { return 2 * n; }\nvar t = Table.create(\"T\", Columns.counts(\"n\", 7));",
            "System.out.println(\"before\");\nShow.me(t);\nSystem.out.print(\"a\\rafter\");\nt",
            "Plots.lines(\"Loss\", \"x\", \"y\").line(\"teacher\", new double[] {1, 2}, new double[] {3, 4})",
            "twice(21) // the answer",
            "String none = null;\nnone");
    Result result = run(file);
    assertEquals("6 cells, ", result.toString().substring(0, 9));

    JsonArray cells = cells(file);
    assertEquals("markdown", cells.get(0).getAsJsonObject().get("cell_type").getAsString());
    JsonArray outputs = outputs(cells, 3);
    assertEquals(List.of("stream", "display_data", "stream", "execute_result"), types(outputs));
    assertEquals("[\"before\\n\"]", outputs.get(0).getAsJsonObject().get("text").toString());
    assertEquals("[\"after\"]", outputs.get(2).getAsJsonObject().get("text").toString());
    JsonObject table = outputs.get(3).getAsJsonObject();
    assertEquals(3, table.get("execution_count").getAsInt());
    assertTrue(table.getAsJsonObject("data").get("text/html").toString().contains("<td"));

    JsonObject plot = outputs(cells, 4).get(0).getAsJsonObject();
    assertTrue(plot.getAsJsonObject("data").get("image/png").getAsString().startsWith("iVBOR"));
    assertEquals(
        "{\"height\":320,\"width\":480}",
        plot.getAsJsonObject("metadata").get("image/png").toString());
    assertEquals(
        "{\"text/plain\":[\"42\"]}",
        outputs(cells, 5).get(0).getAsJsonObject().get("data").toString());
    assertEquals(0, outputs(cells, 6).size());
  }

  @Test
  void whatGoesToStandardErrorIsAStreamOfItsOwn() throws IOException {
    Path file =
        notebook(
            "System.out.print(\"a\");\nSystem.out.println(\"b\");\nSystem.err.println(\"ç\");\n"
                + "System.err.print(\"d\");\nSystem.out.print(\"e\");\n1 + 1");
    run(file);
    JsonArray outputs = outputs(cells(file), 1);
    assertEquals(List.of("stream", "stream", "stream", "execute_result"), types(outputs));
    List<String> streams =
        outputs.asList().subList(0, 3).stream()
            .map(output -> output.getAsJsonObject())
            .map(output -> output.get("name").getAsString() + output.get("text"))
            .toList();
    assertEquals(List.of("stdout[\"ab\\n\"]", "stderr[\"ç\\n\",\"d\"]", "stdout[\"e\"]"), streams);
  }

  @Test
  void theFileIsAsJupyterWritesItAndComesOutTheSameAgain() throws IOException {
    Path file = notebook("1 + 1");
    run(file);
    String once = Files.readString(file);
    assertTrue(once.startsWith("{\n \"cells\": [\n  {\n   \"cell_type\""), once);
    assertTrue(once.endsWith("}\n"), once);
    run(file);
    assertEquals(once, Files.readString(file));
  }

  @Test
  void theFirstFailureStopsAndIsShownWithItsSource() throws IOException {
    Path file =
        notebook(
            "int x = 1;",
            "x++;\nList.of(1, 2).forEach(n -> {\n  if (n == 2)\n    throw new IllegalStateException(\"no \" + n);\n});",
            "x = 100;");
    Result result = run(file);
    assertEquals(
        """
        cell 2 of 3 failed:

            List.of(1, 2).forEach(n -> {
              if (n == 2)
        -->     throw new IllegalStateException("no " + n);
            });
        java.lang.IllegalStateException: no 2
        """,
        result.toString());
    JsonArray cells = cells(file);
    JsonObject error = outputs(cells, 2).get(0).getAsJsonObject();
    assertEquals("error", error.get("output_type").getAsString());
    assertEquals("no 2", error.get("evalue").getAsString());
    assertEquals(
        "    List.of(1, 2).forEach(n -> {", error.getAsJsonArray("traceback").get(0).getAsString());
    assertTrue(cells.get(3).getAsJsonObject().get("execution_count").isJsonNull());
  }

  @Test
  void aValueThatCannotBeShownFailsItsCell() throws IOException {
    Path file =
        notebook(
            "\"shown\"",
            "record R(int x) {\n  @Override\n  public String toString() {\n    return x + \"\" + this;\n  }\n}",
            "new R(1)",
            "2");
    Result result = run(file);
    assertTrue(
        result.toString().startsWith("cell 3 of 4 failed:\n\n    new R(1)\njava.lang.StackOv"),
        result.toString());
    assertEquals(List.of("execute_result"), types(outputs(cells(file), 1)));
    assertEquals(List.of("error"), types(outputs(cells(file), 3)));
  }

  @Test
  void whatDoesNotCompileIsTold() throws IOException {
    assertTrue(failure("int a = 1;\nint b = a +* 2;").startsWith("Compiler: illegal start"));
    assertTrue(failure("undefined(3)").startsWith("Compiler: cannot find symbol"));
    assertTrue(failure("void f() { g(); }\nf();").contains("g()"));
    assertEquals("Incomplete: the cell ends in the middle of a statement", failure("for (;;) {"));
  }

  @Test
  void aCellThatShouldFailMayFail() throws IOException {
    Path file = notebook("throw new RuntimeException(\"as it should\");", "1");
    String json = Files.readString(file);
    int second = json.lastIndexOf("\"metadata\": {}");
    int first = json.lastIndexOf("\"metadata\": {}", second - 1);
    Files.writeString(
        file,
        json.substring(0, first)
            + "\"metadata\": {\"tags\": [\"raises-exception\"]}"
            + json.substring(first + "\"metadata\": {}".length()));
    assertTrue(run(file).failure().isEmpty());
    assertEquals(List.of("error"), types(outputs(cells(file), 1)));
  }

  @Test
  void anUpdateTakesThePlaceOfWhatWasShown() throws IOException {
    Path file =
        notebook(
            "import minitron.host.*;",
            "try (var line = ProgressLine.atOnce(\"Training\", \"steps\")) {\n"
                + "  for (int i = 1; i <= 5; i++) line.at(i, 5, \"loss \" + i);\n}");
    run(file);
    JsonArray outputs = outputs(cells(file), 2);
    assertEquals(List.of("display_data"), types(outputs));
    String text =
        outputs.get(0).getAsJsonObject().getAsJsonObject("data").get("text/plain").toString();
    assertTrue(text.contains("Training 100 % · 5 of 5 steps"), text);
    assertTrue(text.contains("done in"), text);
    assertTrue(text.contains("loss 5"), text);
  }

  private static Result run(Path file) {
    return NotebookRunner.run(file, where -> {});
  }

  private String failure(String cell) throws IOException {
    return run(notebook(cell)).failure().orElseThrow().sentence();
  }

  private static JsonArray cells(Path file) throws IOException {
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject().getAsJsonArray("cells");
  }

  private static JsonArray outputs(JsonArray cells, int cell) {
    return cells.get(cell).getAsJsonObject().getAsJsonArray("outputs");
  }

  private static List<String> types(JsonArray outputs) {
    return outputs.asList().stream()
        .map(output -> output.getAsJsonObject().get("output_type").getAsString())
        .toList();
  }

  private Path notebook(String... cells) throws IOException {
    return TestNotebook.write(folder, cells);
  }
}
