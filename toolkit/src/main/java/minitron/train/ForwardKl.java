package minitron.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import minitron.model.Decoder;
import minitron.model.ModelConfig;
import minitron.model.TokenBatch;
import minitron.tensor.Against;
import minitron.tensor.Backprop;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import minitron.tensor.Precision;

/**
 * Forward KL(teacher ‖ student) on logits, mean over all B × T positions ("Retraining with
 * Distillation" of the paper). The teacher's entropy is part of it, so it is 0 when they agree. A
 * batch that several students learn from one after the other is read by the teacher once.
 */
public final class ForwardKl implements Objective, AutoCloseable {
  static final String MODELS = "teacher and student";

  private final Decoder teacher;
  private final int students;
  private final NDManager memory;
  private TokenBatch read; // what the teacher has read last, and what came of it
  private NDArray teacherBTC;
  private int learned; // by how many students

  /**
   * A distillation objective.
   *
   * @throws IllegalArgumentException if the logits of teacher and students have different widths
   */
  public ForwardKl(Decoder teacher, ModelConfig... students) {
    for (ModelConfig student : students) {
      checkWidths(teacher.config(), student);
    }
    this.teacher = teacher;
    this.students = students.length;
    this.memory = Engines.manager();
  }

  static void checkWidths(ModelConfig teacher, ModelConfig student) {
    if (teacher.vocabSize() != student.vocabSize()) {
      throw new IllegalArgumentException(
          "The teacher's logits have %s entries and the student's %s: distillation on logits needs one vocabulary, so take the student from this teacher."
              .formatted(teacher.vocabSize(), student.vocabSize()));
    }
  }

  @Override
  public String name() {
    return "forward KL";
  }

  @Override
  public String models() {
    return MODELS;
  }

  @Override
  public Decoder.Backward backward(Kernels k, Decoder student, TokenBatch batch, Backprop how) {
    NDArray teacherBTC = heard(batch, how.precision());
    Decoder.Backward found = backward(k, student, teacherBTC, teacher.headVC(), batch, how);
    learned();
    return found;
  }

  /** The teacher's hidden state, which the first student of a batch has computed. */
  private synchronized NDArray heard(TokenBatch batch, Precision precision) {
    if (!batch.equals(read)) {
      forget();
      teacherBTC =
          Engines.scoped(
              memory, scope -> teacher.hidden(new Kernels(scope), batch.ids(scope), precision));
      read = batch;
    }
    return teacherBTC;
  }

  /** After the last student of a batch it is not needed any more. */
  private synchronized void learned() {
    if (++learned == students) {
      forget();
    }
  }

  /** The divergence from a teacher's hidden states (B, T, C) after the final norm, and its head. */
  static Decoder.Backward backward(
      Kernels k,
      Decoder student,
      NDArray teacherBTC,
      NDArray teacherVC,
      TokenBatch batch,
      Backprop how) {
    NDArray positionsN = batch.tokenPositions(k.out());
    Against those = Against.teacher(k.rows(teacherBTC, positionsN), teacherVC);
    return student.backward(k, batch.ids(k.out()), positionsN, those, how);
  }

  private void forget() {
    if (teacherBTC != null) {
      teacherBTC.close();
    }
    read = null;
    teacherBTC = null;
    learned = 0;
  }

  @Override
  public void close() {
    memory.close();
  }
}
