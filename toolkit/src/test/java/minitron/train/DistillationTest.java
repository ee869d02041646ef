package minitron.train;

import static minitron.train.SmallRun.OPTIONS;
import static minitron.train.SmallRun.model;
import static minitron.train.SmallRun.train;
import static minitron.train.SmallRun.trainer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import minitron.Fixtures;
import minitron.io.Disk;
import minitron.model.CausalLm;
import minitron.model.Checkpoints;
import minitron.model.FreshModel;
import minitron.model.ModelConfig;
import minitron.model.TokenBatch;
import minitron.runs.Progress;
import minitron.tensor.Backprop;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import minitron.tensor.Precision;
import minitron.train.state.TrainingStates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forward KL as an objective, from a fixed teacher and from one that is corrected. */
class DistillationTest {
  @TempDir Path temp;

  @Test
  void aTeacherOfAnotherVocabularyIsRefused() {
    try (CausalLm other = Checkpoints.open(Fixtures.reference("mini-nemo"))) {
      var e =
          assertThrows(
              IllegalArgumentException.class,
              () -> new ForwardKl(other.decoder(), Fixtures.config(2)));
      assertTrue(e.getMessage().contains("320"), e.getMessage());
      assertTrue(
          e.getMessage().contains(String.valueOf(other.config().vocabSize())), e.getMessage());
    }
  }

  /**
   * Its divergence moves away from 0 as the teacher learns, and a resumed run has the same bits.
   */
  @Test
  void aTeacherIsCorrectedWhileItTeachesAndResumedWithTheRun() {
    Run whole = correcting(OPTIONS);
    assertEquals(0, whole.steps().get(0).loss(), 1e-6);
    assertTrue(whole.steps().get(7).loss() > 1e-3, whole.toString());
    Path state = temp.resolve("state");
    correcting(OPTIONS.checkpoints(new TrainingStates(state, 3, false)));
    Disk.delete(state.resolve("step-00000008"));
    Run resumed = correcting(OPTIONS.checkpoints(new TrainingStates(state, 3, true)));
    assertEquals(whole.steps(), resumed.steps());
    assertEquals(whole.model().sha256(), resumed.model().sha256());
  }

  private static Run correcting(TrainOptions options) {
    try (CausalLm teacher = model();
        var objective = new CorrectingTeacher(teacher, teacher.config(), OPTIONS)) {
      return trainer(teacher, objective, options).run(List.of(), Progress.SILENT);
    }
  }

  @Test
  void distillingAModelIntoItselfCostsNothingAndBf16IsClose() {
    try (CausalLm teacher = model();
        var objective = new ForwardKl(teacher.decoder(), teacher.config())) {
      Run same = trainer(model(), objective, OPTIONS).run(List.of(), Progress.SILENT);
      assertEquals(0, same.steps().get(0).loss(), 1e-6);
    }
    Run f32 = train(OPTIONS.learningRate(1e-3));
    Run bf16 = train(OPTIONS.learningRate(1e-3).precision(Precision.BF16));
    for (int i = 0; i < 8; i++) {
      assertEquals(f32.steps().get(i).loss(), bf16.steps().get(i).loss(), 0.02);
    }
  }

  /** One of them has other layers, and one breaks at its first step: the others go on. */
  @Test
  void eachOfSeveralStudentsLearnsWhatItWouldAlone() {
    try (CausalLm teacher = FreshModel.of(Fixtures.config(3), 9, null);
        CausalLm small = FreshModel.of(Fixtures.config(1), 3, null)) {
      List<CausalLm> students = List.of(model(), BrokenRunTest.broken(), small);
      List<Run> alone = new ArrayList<>();
      for (CausalLm student : students) {
        alone.addAll(distilled(teacher, List.of(student)));
      }
      List<Run> together = distilled(teacher, students);
      for (int i = 0; i < 3; i++) {
        assertEquals(alone.get(i).steps(), together.get(i).steps());
        assertEquals(alone.get(i).ending(), together.get(i).ending());
        assertEquals(i != 1, together.get(i).finished());
        assertEquals(alone.get(i).model().sha256(), together.get(i).model().sha256());
      }
    }
  }

  private static List<Run> distilled(CausalLm teacher, List<CausalLm> students) {
    ModelConfig[] configs = students.stream().map(CausalLm::config).toArray(ModelConfig[]::new);
    try (var objective = new ForwardKl(teacher.decoder(), configs)) {
      return Trainer.together(
          students.stream().map(student -> trainer(student, objective, OPTIONS)).toList(),
          List.of(),
          Progress.SILENT);
    }
  }

  @Test
  void theMeanOverABatchIsTheMeanOfItsTokensHoweverItIsCut() {
    try (CausalLm teacher = FreshModel.of(Fixtures.config(3), 9, null);
        CausalLm student = model()) {
      int[][] rows = {{1, 2, 3, 4, 5, 6}, {7, 8}, {9, 10, 11}};
      double parts = 0;
      for (int[] row : rows) {
        parts += kl(teacher, student, row) * row.length;
      }
      assertEquals(parts / 11, kl(teacher, student, rows), 1e-5);
    }
  }

  private static double kl(CausalLm teacher, CausalLm student, int[]... rows) {
    try (var manager = Engines.manager();
        var objective = new ForwardKl(teacher.decoder(), student.config())) {
      NDArray loss =
          objective
              .backward(new Kernels(manager), student.decoder(), new TokenBatch(rows), Backprop.F32)
              .loss();
      return loss.getFloat();
    }
  }
}
