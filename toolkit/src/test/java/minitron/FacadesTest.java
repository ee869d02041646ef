package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import minitron.eval.result.Evaluation;
import minitron.model.CausalLm;
import minitron.prune.Sensitivity;
import minitron.prune.WidthScores;
import minitron.tensor.Engines;
import minitron.tensor.Precision;
import minitron.text.TokenCorpus;
import minitron.train.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole recipe as a notebook types it; and that no call leaves a native array behind. */
class FacadesTest {
  @TempDir Path temp;
  private CausalLm teacher;
  private TokenCorpus corpus;
  private int before;

  @BeforeEach
  void open() {
    before = Engines.liveArrays();
    teacher = Checkpoint.load(Fixtures.model(temp.resolve("teacher")).toString());
    String text = Fixtures.text(temp.resolve("text.txt"), 2000).toString();
    corpus = Corpus.text(text, teacher).length(32).split(0.9);
  }

  @AfterEach
  void nothingIsLeft() {
    teacher.close();
    assertEquals(before, Engines.liveArrays());
  }

  @Test
  void randomTokensNeedNoTokenizer() {
    CausalLm fresh = Checkpoint.fresh(teacher.config(), 1);
    TokenCorpus drawn = Corpus.random(fresh, 4_000, 1).length(32).split(.5);
    assertEquals(
        Corpus.random(fresh, 4_000, 1).toString(), Corpus.random(fresh, 4_000, 1).toString());
    double blind = Math.log(teacher.config().vocabSize());
    double loss = Harness.perplexity(fresh, drawn, 64).loss();
    assertTrue(loss > blind && loss < blind + 1, loss + " beside " + blind);
    fresh.close();
  }

  @Test
  void theWholeRecipeRuns() {
    var options = Teacher.options().tokens(4_000).batch(4).length(32).learningRate(3e-3);
    try (CausalLm corrected = Teacher.correct(teacher, corpus, options)) {
      double uncorrected = Harness.perplexity(teacher, corpus, 8).loss();
      assertTrue(Harness.perplexity(corrected, corpus, 8).loss() < uncorrected - 0.5);

      WidthScores scores = Width.importance(corrected, corpus.calibration(64));
      CausalLm student = Width.trim(corrected, scores, Target.hidden(16).mlp(24));
      Run run = Distill.run(corrected, student, corpus, options);
      assertTrue(run.finished());
      assertTrue(run.validations().size() > 5);
      double first = run.validations().get(0).loss();
      double last = run.validations().get(run.validations().size() - 1).loss();
      assertTrue(last < first, first + " to " + last);
      List<Run> both = Distill.together(corrected, corpus, options, corrected, student);
      assertEquals(run.steps(), both.get(1).steps());
      assertEquals(run.validations(), both.get(1).validations());
      assertEquals(run.model().sha256(), both.get(1).model().sha256());
      assertEquals(0, both.get(0).steps().get(0).loss(), 1e-5);
      both.forEach(each -> each.model().close());
      assertThrows(
          IllegalArgumentException.class, () -> Distill.together(corrected, corpus, options));

      Checkpoint.save(run.model(), temp.resolve("student").toString());
      run.model().close();
      student.close();
    }
    try (CausalLm student = Checkpoint.load(temp.resolve("student").toString())) {
      assertEquals(16, student.config().hiddenSize());
      assertTrue(Files.exists(temp.resolve("student/tokenizer.json")));
      assertTrue(Harness.perplexity(student, corpus, 8).loss() < 7);
    }
  }

  @Test
  void noCallLeavesAnArray() throws IOException {
    teacher.decoder();
    int loaded = Engines.liveArrays();
    Files.createDirectories(temp.resolve("items/winogrande"));
    String row =
        "{\"sentence\": \"The ball did not fit into the box because the _ was too big.\","
            + " \"option1\": \"ball\", \"option2\": \"box\", \"answer\": \"1\"}\n";
    for (String split : new String[] {"train", "validation"}) {
      Files.writeString(temp.resolve("items/winogrande/" + split + ".jsonl"), row.repeat(8));
    }
    var items = Items.folder(temp.resolve("items").toString());

    Evaluation scores = Harness.evaluate(teacher, items, Tasks.WINOGRANDE.shots(0));
    assertEquals(loaded, Engines.liveArrays());
    assertEquals(8, scores.task("winogrande").samples().size());
    Sensitivity sweep =
        Depth.sweep(
            teacher,
            corpus.heldOut(),
            Depth.sizes(1, 2).blocks(4).task(items, Tasks.WINOGRANDE.shots(0)));
    assertEquals(loaded, Engines.liveArrays());
    assertEquals(5, sweep.blocks().size());
    assertEquals("LM validation loss (nats)", sweep.table().columnNames().get(3));
    String sketch = Plots.depthSweep(sweep, 3).sketch();
    assertTrue(sketch.contains("LM validation loss (nats)"), sketch);
    assertTrue(sweep.blocks().get(0).score().isPresent());
    assertEquals(2, sweep.leastLossEach(2).size());
    Width.importance(teacher, corpus.calibration(4));
    Harness.perplexity(teacher, corpus, 4);
    teacher.sha256();
    Checkpoint.save(
        Depth.drop(teacher, sweep.leastLoss(2)), temp.resolve("d").toString(), "bfloat16");
    assertEquals(loaded, Engines.liveArrays());
    try (CausalLm shallow = Checkpoint.load(temp.resolve("d").toString())) {
      assertEquals(1, shallow.config().numHiddenLayers());
      assertEquals("bfloat16", shallow.config().dtype().configName());
    }
  }

  @Test
  void aCorrectionInStepWithADistillationHasRatesOfItsOwnAlone() {
    var options = Distill.options().tokens(1_000).batch(4).length(32).seed(3);
    var rates = Teacher.options().learningRate(1e-3);
    Run run = Distill.whileCorrecting(teacher, teacher, corpus, options, rates);
    assertTrue(run.finished());
    run.model().close();
    for (var own : List.of(rates.seed(4), rates.precision(Precision.BF16), rates.tokens(5))) {
      refused(
          "distillation", () -> Distill.whileCorrecting(teacher, teacher, corpus, options, own));
    }
  }

  @Test
  void textThatCannotBeTrainedOnIsRefusedInASentence() throws IOException {
    Path empty = Files.writeString(temp.resolve("empty.txt"), "");
    refused("empty.txt", () -> Corpus.text(empty.toString(), teacher));
    refused("no-such", () -> Corpus.text(temp.resolve("no-such.txt").toString(), teacher));
    Path latin =
        Files.write(temp.resolve("latin.txt"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    refused("UTF-8", () -> Corpus.text(latin.toString(), teacher));
    Path little = Files.writeString(temp.resolve("little.txt"), "Tom.");
    refused(
        "too few",
        () -> Teacher.correct(teacher, Corpus.text(little.toString(), teacher), Teacher.options()));
    refused("call split", () -> Corpus.text(little.toString(), teacher).heldOut());
  }

  private static void refused(String part, org.junit.jupiter.api.function.Executable call) {
    var e = assertThrows(IllegalArgumentException.class, call);
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertEquals(1, e.getMessage().lines().count(), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "6-11, 6–11, model.layers.5 … model.layers.10",
    "'2, 5,8-9', '2, 5, 8–9', 'model.layers.1, model.layers.4, model.layers.7 … model.layers.8'",
    "16-31, 16–31, model.layers.15 … model.layers.30",
  })
  void layersAreCountedFromOneWithBothEnds(String text, String shown, String names) {
    assertEquals(shown, Layers.parse(text).toString());
    assertEquals(names, Layers.parse(text).huggingFaceNames());
  }

  @Test
  void layersThatCannotBeAreRefused() {
    refused("counted from 1", () -> Layers.of(0));
    refused("before the first", () -> Layers.range(5, 4));
    refused("names no layers", () -> Layers.parse("five"));
    assertEquals(Layers.of(1, 4), Layers.range(2, 3).others(4));
    refused("layers 1 to 3", () -> Depth.drop(teacher, Layers.of(4)));
    refused("at least one must stay", () -> Depth.drop(teacher, Layers.range(1, 3)));
  }
}
