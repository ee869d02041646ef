package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minitron.eval.task.Benchmark;
import minitron.eval.task.Task;
import minitron.eval.tasks.Lambada;
import minitron.model.CausalLm;
import minitron.model.TokenBatch;
import minitron.model.TokenChecks;
import minitron.paper.PaperTable;
import minitron.paper.printed.Table1;
import minitron.prune.Aggregation;
import minitron.prune.Calibration;
import minitron.prune.Sensitivity;
import minitron.prune.TakenOn;
import minitron.prune.WidthImportance;
import minitron.prune.WidthScores;
import minitron.runs.Cancel;
import minitron.runs.Progress;
import minitron.text.ItemSource;
import minitron.text.TokenCorpus;
import minitron.train.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** A wish to stop ends every long call that comes, and none of them shows a part as the whole. */
class StoppingTest {
  @TempDir Path temp;
  private CausalLm teacher;
  private TokenCorpus corpus;

  private final Cancel stopped = new Cancel();

  @BeforeEach
  void open() {
    stopped.request();
    teacher = Checkpoint.load(Fixtures.model(temp.resolve("teacher")).toString());
    String text = Fixtures.text(temp.resolve("text.txt"), 20_000).toString();
    corpus = Corpus.text(text, teacher).length(32).split(0.5);
  }

  @AfterEach
  void close() {
    teacher.close();
  }

  @Test
  void oneWishEndsTwoTrainings() {
    var options = Teacher.options().tokens(4_000).batch(4).length(32);
    for (int call = 1; call <= 2; call++) {
      Run run = stopped.during(() -> Teacher.train(teacher, corpus, options));
      assertEquals("stopped on request after 1 of 32 steps", run.ending().text());
      run.model().close();
    }
    var e =
        assertThrows(
            IllegalStateException.class,
            () -> stopped.during(() -> Teacher.correct(teacher, corpus, options)));
    assertTrue(e.getMessage().contains("1 of 32 steps): Teacher.train"), e.getMessage());
  }

  /** The start's weights must not pass for a corrected teacher. */
  @Test
  void aCorrectionThatDivergedGivesNoModelAndSaysWhen() {
    var options = Teacher.options().tokens(1_000).batch(4).length(32).constantRate(1e30);
    var e =
        assertThrows(IllegalStateException.class, () -> Teacher.correct(teacher, corpus, options));
    assertTrue(e.getMessage().contains("(stopped at step 2 of 8: the "), e.getMessage());
    assertTrue(e.getMessage().contains("the weights are still those of the start"), "" + e);
  }

  @Test
  void curvesLeaveOutWhatHasNoneYet() {
    var options = Teacher.options().tokens(2_000).batch(4).length(32);
    Run whole = Teacher.train(teacher, corpus, options);
    Run part = stopped.during(() -> Teacher.train(teacher, corpus, options));
    assertEquals(List.of(), part.validations());
    String sketch = Plots.curves("a", whole, "b", part).sketch();
    assertTrue(sketch.startsWith("* a\n"));
    assertTrue(sketch.contains("LM validation loss (nats)"), sketch);
    var e = assertThrows(IllegalArgumentException.class, () -> Plots.curves("b", part));
    assertTrue(e.getMessage().startsWith("No run of b "), e.getMessage());
    whole.model().close();
    part.model().close();
  }

  @Test
  void aSweepShowsWholeBatchesOnly() {
    var options = Depth.sizes(1).blocks(64);
    var e =
        assertThrows(
            CancellationException.class,
            () -> stopped.during(() -> Depth.sweep(teacher, corpus.heldOut(), options)));
    assertEquals("Stopped on request before the first batch was through.", e.getMessage());
  }

  @Test
  void aPartIsNotTakenForTheWholeInSilence() {
    var samples = corpus.calibration(64);
    var e0 =
        assertThrows(
            CancellationException.class,
            () -> stopped.during(() -> Width.importance(teacher, samples)));
    assertEquals("Stopped on request before the first batch was through.", e0.getMessage());
    WidthScores part = stoppedAfterABatch(samples);
    assertFalse(part.ending().whole());
    assertTrue(part.toString().contains("stopped on request after 1 of 8 batches"), part + "");
    var target = Target.hidden(16);
    var e = assertThrows(IllegalArgumentException.class, () -> Width.trim(teacher, part, target));
    assertTrue(e.getMessage().contains("after 1 of 8 batches"), e.getMessage());
    Width.save(part, temp.resolve("part.safetensors").toString());
    WidthScores read = Width.load(temp.resolve("part.safetensors").toString());
    assertEquals(part, read);
    try (var trimmed = Width.trim(teacher, read.asWhole(), target)) {
      assertEquals(16, trimmed.config().hiddenSize());
    }
  }

  private WidthScores stoppedAfterABatch(int[][] samples) {
    List<TokenBatch> batches = TokenChecks.batches(samples, teacher);
    var after =
        new Progress() {
          private boolean through;

          @Override
          public void at(long done, long total, String note) {
            through = done >= batches.get(0).tokens();
          }

          @Override
          public boolean cancelled() {
            return through;
          }
        };
    WidthScores part = WidthImportance.run(teacher.decoder(), batches, Aggregation.MINITRON, after);
    return part.takenOn(TakenOn.of(teacher, Calibration.of(batches, Aggregation.MINITRON)));
  }

  /** More than are asked at once on a machine of many processors. */
  private static String many(String line) {
    return IntStream.range(0, 300).mapToObj(line::formatted).collect(Collectors.joining());
  }

  @Test
  void aComparisonKeepsItsRowsAndNamesWhatItLacks() throws IOException {
    Files.createDirectories(temp.resolve("items/winogrande"));
    Files.writeString(
        temp.resolve("items/winogrande/validation.jsonl"),
        many(
            """
            {"sentence": "Ball %s did not fit as the _ was big.", "option1": "ball", \
            "option2": "box", "answer": "1"}
            """));
    ItemSource items = Items.folder(temp.resolve("items").toString());
    Compare one = Compare.on(corpus, items, Tasks.WINOGRANDE.shots(0), 10).add("teacher", teacher);
    Compare two = stopped.during(() -> one.add("corrected", teacher).add("pruned", teacher));
    assertEquals(one.rows(), two.rows());
    assertEquals("teacher", two.rows().get(0).model());
    assertTrue(two.table().columnNames().contains("LM validation loss (nats)"));
    assertEquals(List.of("corrected", "pruned"), two.unmeasured());
    assertEquals("Stopped on request; not measured: corrected, pruned", two.parts().get(1));
    assertTrue(two.toString().endsWith("|\n\nStopped on request; not measured: corrected, pruned"));
    assertTrue(two.toString().contains("| teacher |"), two.toString());
    PaperTable empty = PaperTable.on(Table1.PRINTED, items, Harness.options().batch(1)).shots(0);
    PaperTable table = stopped.during(() -> empty.add("teacher", teacher));
    assertEquals(List.of("teacher"), table.unmeasured());
    assertEquals(List.of(), table.entries());
    assertEquals("Stopped on request; not measured: teacher", table.parts().get(1));
    assertTrue(
        assertThrows(
                CancellationException.class,
                () -> stopped.during(() -> Harness.perplexity(teacher, corpus, 64)))
            .getMessage()
            .startsWith("Stopped on request after "));
  }

  @Test
  void aSweepThatIsStoppedWhileItsTaskIsAskedKeepsWhatItHas() throws IOException {
    Files.createDirectories(temp.resolve("items/lambada"));
    Files.writeString(
        temp.resolve("items/lambada/test.jsonl"), many("{\"text\": \"hat %s was red\"}\n"));
    ItemSource items = Items.folder(temp.resolve("items").toString());
    var cancel = new Cancel();
    Task stopping =
        Task.of(
            "stopping",
            1,
            "lambada",
            "test",
            null,
            new StoppingType<>(Lambada.TASK.outputType(), cancel));
    var ask =
        Depth.sizes(1).task(items, Benchmark.of(stopping).shots(0), Harness.options().batch(1));
    Sensitivity sweep = cancel.during(() -> Depth.sweep(teacher, corpus.heldOut(), ask.blocks(4)));
    assertEquals(3, sweep.blocks().size());
    assertTrue(sweep.baselineScore().isEmpty());
    assertFalse(sweep.ending().whole());
  }

  /** The sweep that is asked to stop would say so, if it came first. */
  @Test
  void aSweepLooksAtItsTaskBeforeItsLongPart() {
    var lambada = Tasks.LAMBADA_OPENAI.shots(0);
    var ask = Depth.sizes(1).task(Items.folder(temp.toString()), lambada);
    refused(
        "lambada",
        () -> stopped.during(() -> Depth.sweep(teacher, corpus.heldOut(), ask.blocks(4))));
    var kept = Harness.options().resume(temp.toString());
    refused("leave resume", () -> Depth.sizes(1).task(Items.tinyWorld(), lambada, kept));
  }

  private static void refused(String part, Executable call) {
    var e = assertThrows(IllegalArgumentException.class, call);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
