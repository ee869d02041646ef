package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import minitron.io.Disk;
import minitron.model.CausalLm;
import minitron.runs.Cancel;
import minitron.tensor.Moments;
import minitron.tensor.Precision;
import minitron.text.chat.rows.Conversations;
import minitron.train.Run;
import minitron.train.TrainOptions;
import minitron.train.state.StepRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tuning on conversations: everything that a training has. */
class TuneTest {
  private static final TrainOptions OPTIONS =
      Tune.options().epochs(3).batch(4).learningRate(1e-2).length(48);

  @TempDir Path temp;
  private CausalLm model;
  private Conversations talk;

  @BeforeEach
  void open() throws IOException {
    model = Checkpoint.load(Fixtures.model(temp.resolve("model")).toString());
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 18; i++) {
      String answer = i % 2 == 0 ? " a cat" : " the big box and a small dog";
      rows.add("{\"prompt\": \"Anna has %d\", \"completion\": \"%s.\"}".formatted(i, answer));
    }
    Path file = Files.write(temp.resolve("talk.jsonl"), rows);
    talk = Corpus.conversations(file.toString(), model).split(0.8);
  }

  @AfterEach
  void close() {
    model.close();
  }

  private static List<Double> losses(Run run) {
    return run.steps().stream().map(StepRecord::loss).toList();
  }

  private static void near(Run wanted, Run got, double tolerance) {
    assertEquals(wanted.steps().size(), got.steps().size());
    for (int i = 0; i < wanted.steps().size(); i++) {
      assertEquals(losses(wanted).get(i), losses(got).get(i), tolerance);
    }
  }

  @Test
  void aModelLearnsTheAnswers() {
    Run run = Tune.run(model, talk, OPTIONS.epochs(10));
    assertTrue(run.finished(), run.toString());
    assertEquals("SFT loss", run.objective());
    assertEquals(40, run.steps().size()); // 14 conversations by 4, ten times
    long tokens = talk.train(48).conversations().stream().mapToLong(each -> each.size()).sum();
    assertEquals(10 * tokens, run.steps().get(39).tokens());
    assertTrue(run.loss() < run.validations().get(0).loss() / 2, run.table().toString());
  }

  @Test
  void microBatchesRecomputationAndPrecisionAreAsInEveryTraining() {
    Run run = Tune.run(model, talk, OPTIONS);
    near(run, Tune.run(model, talk, OPTIONS.microBatch(1)), 2e-4);
    assertEquals(losses(run), losses(Tune.run(model, talk, OPTIONS.recompute())));
    near(run, Tune.run(model, talk, OPTIONS.precision(Precision.BF16)), 0.15);
    near(run, Tune.run(model, talk, OPTIONS.moments(Moments.EIGHT_BIT)), 0.15);
    Run means = Tune.run(model, talk, OPTIONS.meanOfMeans());
    assertEquals(1, means.options().samples().microBatch());
    assertNotEquals(losses(run).get(0), losses(means).get(0), 1e-3);
  }

  @Test
  void packedStepsHaveMoreConversations() {
    Run run = Tune.run(model, talk, OPTIONS.batch(1).packed());
    assertTrue(run.finished());
    assertTrue(run.steps().size() < 3 * 14, run.toString());
    long tokens = talk.train(48).conversations().stream().mapToLong(each -> each.size()).sum();
    assertEquals(3 * tokens, run.steps().get(run.steps().size() - 1).tokens());
  }

  @Test
  void aStoppedRunGoesOnWithTheSameBits() throws IOException {
    Run whole = Tune.run(model, talk, OPTIONS);
    var options = OPTIONS.checkpoint(temp.resolve("state").toString());
    var stop = new Cancel();
    stop.request();
    Run part = stop.during(() -> Tune.run(model, talk, options));
    assertFalse(part.finished());
    Run rest = Tune.run(model, talk, options);
    assertEquals(losses(whole), losses(rest));
    var e =
        assertThrows(IllegalArgumentException.class, () -> Tune.run(model, talk, options.packed()));
    assertTrue(e.getMessage().contains("tuning"), e.getMessage());
    Disk.delete(temp.resolve("state"));
  }

  @Test
  void aTeacherTeachesItsAnswers() {
    Run teacher = Tune.run(model, talk, OPTIONS.epochs(8));
    Run student = Distill.run(teacher.model(), model, talk, OPTIONS.epochs(8));
    assertEquals("forward KL", student.objective());
    List<Double> all = losses(student);
    assertTrue(all.get(all.size() - 1) < all.get(0) / 4, all.toString());
    assertTrue(student.loss() < student.validations().get(0).loss());
    Run none = Distill.run(model, model, talk, OPTIONS);
    assertEquals(0, losses(none).get(0), 1e-6);
  }

  @Test
  void severalStudentsLearnAsEachDoesAlone() {
    Run teacher = Tune.run(model, talk, OPTIONS);
    CausalLm small = Width.trim(model, Width.random(model, 1), Target.hidden(16));
    List<Run> both = Distill.together(teacher.model(), talk, OPTIONS, model, small);
    assertEquals(losses(Distill.run(teacher.model(), model, talk, OPTIONS)), losses(both.get(0)));
    assertEquals(losses(Distill.run(teacher.model(), small, talk, OPTIONS)), losses(both.get(1)));
    fails("Nobody learns", () -> Distill.together(model, talk, OPTIONS));
  }

  @Test
  void whatDoesNotFitTogetherIsRefused() {
    Path text = Fixtures.text(temp.resolve("text.txt"), 400);
    var corpus = Corpus.text(text.toString(), model).length(48);
    fails("Epochs, packing and", () -> Teacher.train(model, corpus, OPTIONS));
    fails("loss of Tune.run", () -> Distill.run(model, model, talk, OPTIONS.meanOfMeans()));
    fails("no conversation with a supervised", () -> Tune.run(model, talk, OPTIONS.length(3)));
    fails("epochs -1.0", () -> OPTIONS.epochs(-1));
  }

  private static void fails(String part, Runnable call) {
    var e = assertThrows(IllegalArgumentException.class, call::run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
