package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import minitron.eval.task.Benchmark;
import minitron.eval.task.Task;
import minitron.eval.tasks.Winogrande;
import minitron.model.CausalLm;
import minitron.prune.Sensitivity;
import minitron.runs.Cancel;
import minitron.text.ItemSource;
import minitron.text.TokenCorpus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep that goes on from its kept rows gives the bits of one that was never stopped. */
class SweepResumeTest {
  /** Two batches of the whole model and of 3 + 2 blocks; then the task of each and of the whole. */
  private static final int MEASUREMENTS = 2 * 6 + 6;

  @TempDir Path temp;
  private CausalLm model;
  private TokenCorpus corpus;
  private ItemSource items;
  private Path rows;

  @BeforeEach
  void open() {
    model = Checkpoint.load(Fixtures.model(temp.resolve("model")).toString());
    String text = Fixtures.text(temp.resolve("text.txt"), 2000).toString();
    corpus = Corpus.text(text, model).length(32);
    items = Sentences.write(temp.resolve("items"));
    rows = temp.resolve("rows");
  }

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void itGoesOnFromEveryPlaceWhereItWasKilled() throws IOException {
    Sensitivity whole = sweep(options());
    assertEquals(whole, sweep(options().resume(rows.toString())));
    Path file = files().get(0);
    byte[] all = Files.readAllBytes(file);
    long lines = Files.readAllLines(file).size();
    assertEquals(1 + MEASUREMENTS, lines);
    for (int cut = 0; cut < all.length; cut += 97) {
      Files.write(file, Arrays.copyOf(all, cut));
      assertEquals(whole, sweep(options().resume(rows.toString())), "cut after " + cut + " bytes");
      assertEquals(lines, Files.readAllLines(file).size(), "nothing is measured twice");
    }
  }

  @Test
  void whatIsKeptIsSaid() {
    assertEquals("", said(options()));
    String first = said(options().resume(rows.toString()));
    assertEquals("", first);
    assertEquals(
        rows
            + " keeps "
            + MEASUREMENTS
            + " of this sweep's measurements; they are not taken again.",
        said(options().resume(rows.toString())));
  }

  @Test
  void anotherTextOrModelBeginsAnewAndSaysSo() throws IOException {
    Sensitivity whole = sweep(options().resume(rows.toString()));
    String anew = "another model or text alone: this sweep begins anew beside them.";
    String more = said(options().blocks(16).resume(rows.toString()));
    assertTrue(more.endsWith(anew), more);
    try (CausalLm shallow = Depth.drop(model, Layers.of(2))) {
      var shorter = Depth.sizes(1).blocks(12).resume(rows.toString());
      String other = printed(() -> Depth.sweep(shallow, corpus.train(), shorter));
      assertTrue(other.endsWith(anew), other);
    }
    assertEquals(3, files().size());
    assertEquals(whole, sweep(options().resume(rows.toString())));
  }

  @Test
  void anotherTaskIsAskedAndTheTextIsNotReadAgain() throws IOException {
    Depth.Options plain = Depth.sizes(1, 2).blocks(12).resume(rows.toString());
    Sensitivity text = sweep(plain);
    var one = plain.task(items, Tasks.WINOGRANDE.shots(0), Harness.options().limit(2));
    var other = plain.task(items, Tasks.WINOGRANDE.shots(0), Harness.options().limit(5));
    assertEquals(sweep(options(one)), sweep(one));
    assertEquals(sweep(options(other)), sweep(other));
    assertEquals(text, sweep(plain));
    assertEquals(1 + 12 + 6 + 6, Files.readAllLines(files().get(0)).size());
  }

  @Test
  void aStoppedOneSaysThatTheSameCallGoesOn() {
    var cancel = new Cancel();
    Task stopping =
        Task.of(
            "stopping",
            1,
            "winogrande",
            "validation",
            null,
            new StoppingType<>(Winogrande.TASK.outputType(), cancel));
    var ask = Depth.sizes(1).blocks(12).task(items, Benchmark.of(stopping).shots(0));
    Sensitivity part = cancel.during(() -> sweep(ask.resume(rows.toString())));
    assertFalse(part.ending().whole());
    String goesOn = "What is measured is kept in " + rows + ": the same call goes on from it.";
    assertTrue(part.ending().text().endsWith(goesOn), part.toString());
    assertEquals(sweep(ask), sweep(ask.resume(rows.toString())));
  }

  @Test
  void whatWasAlteredIsMeasuredAgain() throws IOException {
    Sensitivity whole = sweep(options().resume(rows.toString()));
    Path file = files().get(0);
    List<String> lines = Files.readAllLines(file);
    for (String odd : List.of("NaN NaN", "1.5", "", "one two", "1.5 2.5")) {
      Files.write(
          file,
          lines.stream()
              .map(line -> line.replaceFirst("(\"answer\":)\"[^\"]*\"", "$1\"" + odd + "\""))
              .toList());
      Sensitivity again = sweep(options().resume(rows.toString()));
      assertEquals(whole.blocks(), again.blocks(), odd);
    }
  }

  private Depth.Options options() {
    return Depth.sizes(1, 2).blocks(12).task(items, Tasks.WINOGRANDE.shots(0));
  }

  /** The same without rows that are kept. */
  private static Depth.Options options(Depth.Options o) {
    return new Depth.Options(o.sizes(), o.blocks(), o.task(), Optional.empty());
  }

  private Sensitivity sweep(Depth.Options options) {
    return Depth.sweep(model, corpus.train(), options);
  }

  private String said(Depth.Options options) {
    return printed(() -> sweep(options));
  }

  private static String printed(Runnable call) {
    var out = new ByteArrayOutputStream();
    PrintStream real = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      call.run();
    } finally {
      System.setOut(real);
    }
    return out.toString(StandardCharsets.UTF_8).strip();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(rows)) {
      return files.toList();
    }
  }
}
