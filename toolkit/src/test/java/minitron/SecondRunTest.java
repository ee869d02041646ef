package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import minitron.model.CausalLm;
import minitron.model.FreshModel;
import minitron.model.LlamaFamily;
import minitron.runs.Ending;
import minitron.tensor.AdamW;
import minitron.tensor.Engines;
import minitron.tensor.Precision;
import minitron.text.TokenCorpus;
import minitron.train.Run;
import minitron.train.TrainOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run with the same inputs is read and not computed, and any other input is another run. */
class SecondRunTest {
  private static final TrainOptions OPTIONS =
      Teacher.options().tokens(3 * 32).batch(2).length(16).learningRate(1e-3).warmUp(1);

  private static final TrainOptions RATES = Teacher.options().learningRate(2e-3);

  enum Kind {
    TRAIN,
    DISTIL,
    WHILE_CORRECTING
  }

  @TempDir Path temp;
  private CausalLm teacher;
  private CausalLm student;
  private TokenCorpus corpus;
  private int before;

  @BeforeEach
  void open() {
    before = Engines.liveArrays();
    System.setProperty("minitron.runs", runs().toString());
    teacher = Checkpoint.load(Fixtures.model(temp.resolve("teacher")).toString());
    student = FreshModel.of(Fixtures.config(2), 7, null);
    corpus = corpus("a", 200).split(0.5);
  }

  @AfterEach
  void close() {
    System.clearProperty("minitron.runs");
    System.clearProperty("minitron.runs_mb");
    teacher.close();
    student.close();
    assertEquals(before, Engines.liveArrays());
  }

  private Path runs() {
    return temp.resolve("runs");
  }

  /** Of a file of the same name each time. */
  private TokenCorpus corpus(String folder, int sentences) {
    try {
      Path text = Files.createDirectories(temp.resolve(folder)).resolve("text.txt");
      return Corpus.text(Fixtures.text(text, sentences).toString(), teacher);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long entries() throws IOException {
    if (Files.notExists(runs())) {
      return 0;
    }
    try (Stream<Path> all = Files.list(runs())) {
      return all.count();
    }
  }

  private Run run(Kind kind) {
    return switch (kind) {
      case TRAIN -> Teacher.train(teacher, corpus, OPTIONS);
      case DISTIL -> Distill.run(teacher, student, corpus, OPTIONS);
      case WHILE_CORRECTING -> Distill.whileCorrecting(teacher, student, corpus, OPTIONS, RATES);
    };
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void itIsReadBitByBitAndSaysSo(Kind kind) {
    Run first = run(kind);
    Run second = run(kind);
    assertEquals(Ending.WHOLE, first.ending());
    assertEquals("whole, read from the kept runs", second.ending().text());
    assertTrue(second.finished());
    assertEquals(first + ", read from the kept runs", second.toString());
    assertEquals("", first.table().name());
    assertEquals("whole, read from the kept runs", second.table().name());
    assertEquals(first.model().sha256(), second.model().sha256());
    assertEquals(first.model().home(), second.model().home());
    assertEquals(first.steps(), second.steps());
    assertEquals(first.validations(), second.validations());
    assertEquals(4, second.validations().size());
    assertEquals(first.options(), second.options());
    assertEquals(first.seconds(), second.seconds());
    first.model().close();
    second.model().close();
  }

  @Test
  void aCorrectedTeacherIsReadAsTheTeacherOfAStudentIs() throws IOException {
    for (int i = 0; i < 2; i++) {
      try (CausalLm corrected = Teacher.correct(teacher, corpus, OPTIONS)) {
        Run run = Distill.run(corrected, student, corpus, OPTIONS);
        assertEquals(i == 0, run.ending().equals(Ending.WHOLE));
        run.model().close();
      }
    }
    assertEquals(2, entries());
  }

  @Test
  void ofStudentsTogetherThoseAreComputedThatAreNotKept() throws IOException {
    CausalLm other = FreshModel.of(Fixtures.config(1), 8, null);
    List<Run> alone = new ArrayList<>();
    alone.add(Distill.run(teacher, student, corpus, OPTIONS));
    List<Run> runs = Distill.together(teacher, corpus, OPTIONS, other, student);
    assertEquals(Ending.WHOLE, runs.get(0).ending());
    assertEquals("whole, read from the kept runs", runs.get(1).ending().text());
    assertEquals(2, entries());
    System.setProperty("minitron.runs", "off");
    alone.add(0, Distill.run(teacher, other, corpus, OPTIONS));
    for (int i = 0; i < 2; i++) {
      assertEquals(alone.get(i).steps(), runs.get(i).steps());
      assertEquals(alone.get(i).model().sha256(), runs.get(i).model().sha256());
      alone.get(i).model().close();
      runs.get(i).model().close();
    }
    other.close();
  }

  @Test
  void whateverAResultDependsOnIsInTheKey() throws IOException {
    JsonObject json = teacher.config().toJson();
    json.addProperty("rms_norm_eps", 1e-3);
    CausalLm norms = teacher.with(LlamaFamily.read("config.json", json), teacher.weights());
    CausalLm other = FreshModel.of(Fixtures.config(3), 8, null);
    List<Supplier<Run>> all = new ArrayList<>();
    for (TrainOptions options :
        List.of(
            OPTIONS,
            OPTIONS.tokens(4 * 32),
            OPTIONS.learningRate(2e-3),
            OPTIONS.minLearningRate(2e-4),
            OPTIONS.warmUp(2),
            OPTIONS.batch(1),
            OPTIONS.length(8),
            OPTIONS.seed(1),
            OPTIONS.adam(new AdamW(0.8, 0.95, 1e-8, 0.1)),
            OPTIONS.adam(new AdamW(0.9, 0.9, 1e-8, 0.1)),
            OPTIONS.adam(new AdamW(0.9, 0.95, 1e-7, 0.1)),
            OPTIONS.adam(new AdamW(0.9, 0.95, 1e-8, 0)),
            OPTIONS.precision(Precision.BF16))) {
      all.add(() -> Teacher.train(teacher, corpus, options));
    }
    for (TokenCorpus text : List.of(corpus("a", 200), corpus.split(0.6), corpus("b", 201))) {
      all.add(() -> Teacher.train(teacher, text, OPTIONS));
    }
    for (CausalLm model : List.of(norms, other)) {
      all.add(() -> Teacher.train(model, corpus, OPTIONS));
      all.add(() -> Distill.run(model, student, corpus, OPTIONS));
      all.add(() -> Distill.run(teacher, model, corpus, OPTIONS));
      all.add(() -> Distill.whileCorrecting(model, student, corpus, OPTIONS, RATES));
    }
    all.add(() -> Distill.run(teacher, student, corpus, OPTIONS));
    all.add(() -> Distill.run(teacher, teacher, corpus, OPTIONS));
    all.add(() -> Distill.whileCorrecting(teacher, student, corpus, OPTIONS, RATES));
    all.add(() -> Distill.whileCorrecting(teacher, student, corpus, OPTIONS, RATES.warmUp(2)));
    for (Ending ending :
        List.of(Ending.WHOLE, new Ending(true, "whole, read from the kept runs"))) {
      for (int i = 0; i < all.size(); i++) {
        Run run = all.get(i).get();
        assertEquals(ending, run.ending(), "run " + i);
        run.model().close();
      }
    }
    assertEquals(all.size(), entries());
    norms.close();
    other.close();
  }

  @Test
  void itIsOffOnRequestAndForARunWithStatesOfItsOwn() throws IOException {
    var states = OPTIONS.checkpoint(temp.resolve("states").toString());
    Teacher.train(teacher, corpus, states).model().close();
    assertEquals(0, entries());
    System.setProperty("minitron.runs_mb", "0");
    Teacher.train(teacher, corpus, OPTIONS).model().close();
    assertEquals(0, entries());
    System.clearProperty("minitron.runs_mb");
    Teacher.train(teacher, corpus, OPTIONS).model().close();
    assertEquals(1, entries());
    System.setProperty("minitron.runs", "OFF");
    Run computed = Teacher.train(teacher, corpus, OPTIONS);
    assertEquals(Ending.WHOLE, computed.ending());
    computed.model().close();
  }

  @Test
  void theGroundSaysWhatTheBitsDependOn() {
    Map<String, String> ground = Provenance.ground(2);
    for (String name :
        List.of(
            "minitron",
            "java",
            "djl",
            "libtorch",
            "system",
            "code",
            "virtual machine",
            "threads",
            "processor")) {
      assertFalse(ground.getOrDefault(name, "").isBlank(), name + " in " + ground);
    }
    System.setProperty("ai.djl.pytorch.num_threads", "3");
    try {
      assertEquals("3", Provenance.ground(2).get("ai.djl.pytorch.num_threads"));
    } finally {
      System.clearProperty("ai.djl.pytorch.num_threads");
    }
    assertEquals(ground, Provenance.ground(2));
    assertNotEquals(ground, Provenance.ground(1));
  }
}
