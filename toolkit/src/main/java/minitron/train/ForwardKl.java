package minitron.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import minitron.model.Decoder;
import minitron.model.ModelConfig;
import minitron.model.TokenBatch;
import minitron.tensor.Against;
import minitron.tensor.Backprop;
import minitron.tensor.Engines;
import minitron.tensor.Gradients;
import minitron.tensor.Kernels;
import minitron.tensor.Precision;

/**
 * Forward KL(teacher ‖ student) on logits, mean over all B × T positions ("Retraining with
 * Distillation" of the paper); of conversations, over the positions whose next token is supervised.
 * The teacher's entropy is part of it, so it is 0 when they agree. A batch that several students
 * learn from one after the other is read by the teacher once.
 */
public final class ForwardKl implements Objective, AutoCloseable {
  static final String MODELS = "teacher and student";

  /** The halves of two steps: those of the last may be there when the next begins. */
  private static final int MOST = 4;

  private final Decoder teacher;
  private final int students;
  private final NDManager memory;
  private final Map<TokenBatch, Heard> heard = new LinkedHashMap<>();

  /** What the teacher says of a batch, for the students that have not learned it yet. */
  private final class Heard {
    private NDArray teacherBTC;
    private int learned; // by how many students
    private int readers; // who learn it now

    /** Computed by the first who asks; the others wait. */
    synchronized NDArray state(TokenBatch batch, Precision precision) {
      if (teacherBTC == null) {
        teacherBTC =
            Engines.scoped(memory, scope -> teacher.hidden(new Kernels(scope), batch, precision));
      }
      return teacherBTC;
    }

    void close() {
      if (teacherBTC != null) {
        teacherBTC.close();
      }
    }
  }

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
  public Decoder.Backward backward(Kernels k, Decoder student, MicroBatch part, Backprop how) {
    TokenBatch batch = part.samples();
    Heard all = heard(batch);
    NDArray teacherBTC = all.state(batch, how.precision());
    Decoder.Backward found = backward(k, student, teacherBTC, teacher.headVC(), part, how);
    learned(batch, all);
    return found;
  }

  private synchronized Heard heard(TokenBatch batch) {
    // What a student that has ended did not learn makes way.
    if (heard.size() >= MOST && !heard.containsKey(batch)) {
      Heard oldest = heard.remove(heard.keySet().iterator().next());
      if (oldest.readers == 0) {
        oldest.close();
      }
    }
    Heard all = heard.computeIfAbsent(batch, b -> new Heard());
    all.readers++;
    return all;
  }

  private synchronized void learned(TokenBatch batch, Heard all) {
    all.readers--;
    if (++all.learned >= students) {
      heard.remove(batch, all);
    }
    if (heard.get(batch) != all && all.readers == 0) {
      all.close();
    }
  }

  /** The divergence from a teacher's hidden states (B, T, C) after the final norm, and its head. */
  static Decoder.Backward backward(
      Kernels k,
      Decoder student,
      NDArray teacherBTC,
      NDArray teacherVC,
      MicroBatch part,
      Backprop how) {
    TokenBatch batch = part.samples();
    NDArray positionsN = batch.comparedPositions(k.out());
    Against those = Against.teacher(k.rows(teacherBTC, positionsN), teacherVC);
    Gradients.Part share = part.of(TokenBatch::compared);
    return student.backward(k, batch, positionsN, those, how, share);
  }

  @Override
  public void close() {
    memory.close();
  }
}
