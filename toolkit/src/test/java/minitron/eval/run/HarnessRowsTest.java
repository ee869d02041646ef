package minitron.eval.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import minitron.Fixtures;
import minitron.eval.ask.CharCodec;
import minitron.eval.ask.LanguageModel;
import minitron.eval.ask.Models;
import minitron.eval.metric.Sample;
import minitron.eval.task.OneDoc;
import minitron.eval.task.OutputType;
import minitron.eval.task.Task;
import minitron.eval.tasks.Catalog;
import minitron.infer.Scored;
import minitron.text.JsonLines;
import minitron.text.Row;
import org.junit.jupiter.api.Test;

/**
 * Rows whose answers have other types than usual, and what lm_eval 0.4.13's ConfigurableTask made
 * of each: the score where each choice in turn (of gsm8k, each of some texts) is the model's, the
 * target, the row as a solved example; no score where it failed.
 */
class HarnessRowsTest {
  private static final List<String> TEXTS =
      List.of("#### 1", "#### 5", "#### 1000", "#### 1.5", "#### 7");

  @Test
  void rowsScoreAsTheHarnessScoresThemOrAreRefused() throws IOException {
    byte[] golden = Files.readAllBytes(Fixtures.resource("/minitron/eval/harness/rows.jsonl"));
    List<Row> rows = JsonLines.parse(golden, "rows.jsonl");
    assertEquals(205, rows.size());
    rows.forEach(HarnessRowsTest::check);
  }

  private static void check(Row golden) {
    Task task = Catalog.benchmark(golden.text("task"), 0).tasks().get(0);
    Row row = golden.child("row");
    boolean first = golden.fields().get("first").getAsBoolean();
    String where = golden.fields().toString();
    if (!golden.fields().has("acc")) {
      var e =
          assertThrows(
              IllegalArgumentException.class, () -> read(task.outputType(), row, first), where);
      assertTrue(e.getMessage().startsWith(row.where()), e.getMessage());
      return;
    }
    read(task.outputType(), row, first);
    JsonArray scores = golden.fields().getAsJsonArray("acc");
    List<Double> ours = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      Sample sample = OneDoc.ask(task, "", row, model(scores.size(), i));
      ours.add(sample.scores().values().iterator().next());
      assertEquals(golden.fields().get("target").getAsString(), sample.target().toString(), where);
    }
    assertEquals(scores.asList().stream().map(s -> s.getAsDouble()).toList(), ours, where);
    checkShot(golden.fields(), task, row);
  }

  private static <D> void read(OutputType<D> type, Row row, boolean first) {
    D doc = type.read(row);
    if (first) {
      type.checkFirst(row, doc);
    }
  }

  private static void checkShot(JsonObject golden, Task task, Row row) {
    if (golden.has("shot")) {
      assertEquals(golden.get("shot").getAsString(), task.outputType().shot(row));
    } else {
      assertThrows(IllegalArgumentException.class, () -> task.outputType().shot(row));
    }
  }

  /** A model to which one choice is by far the likeliest, and that writes one of the texts. */
  private static LanguageModel model(int choices, int best) {
    return Models.of(
        new CharCodec(),
        Models.scorer(
            requests ->
                IntStream.range(0, choices)
                    .mapToObj(i -> new Scored(i == best ? -1 : -50, false))
                    .toList()),
        Models.generator((prompts, most, finished) -> List.of(TEXTS.get(best).chars().toArray())),
        100_000);
  }
}
