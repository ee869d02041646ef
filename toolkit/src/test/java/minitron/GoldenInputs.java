package minitron;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import minitron.model.CausalLm;
import minitron.text.TokenCorpus;
import minitron.train.TrainOptions;

/**
 * What twenty steps of teacher correction and of distillation start from, for {@link
 * GoldenLossTest}; and a program that writes it to files, from which make_golden.py makes the same
 * steps in PyTorch.
 */
final class GoldenInputs {
  static final int STEPS = 20;
  private static final int BATCH = 4;
  private static final int LENGTH = 128;

  private GoldenInputs() {}

  /**
   * Writes the student and the tokens.
   *
   * @param args the teacher's folder, and a new folder to write to
   */
  public static void main(String[] args) throws IOException {
    Path out = Files.createDirectory(Path.of(args[1]));
    try (CausalLm teacher = Checkpoint.load(args[0])) {
      TokenCorpus corpus = corpus(teacher);
      try (CausalLm student = student(teacher, corpus)) {
        Checkpoint.save(student, out.resolve("student").toString());
      }
      Files.writeString(out.resolve("tokens.jsonl"), tokens(corpus));
    }
  }

  /** Stories in words that the teacher was not trained on; a few blocks are held out. */
  static TokenCorpus corpus(CausalLm teacher) {
    return Corpus.tinyWorld("shifted", teacher).length(LENGTH).split(0.999);
  }

  /** The teacher with the best three quarters of its channels and five eighths of its neurons. */
  static CausalLm student(CausalLm teacher, TokenCorpus corpus) {
    var scores = Width.importance(teacher, corpus.calibration(32));
    return Width.trim(teacher, scores, Target.hidden(96).mlp(160));
  }

  /** The usual options, but for the size of a step and their number. */
  static TrainOptions options() {
    return Distill.options().tokens(STEPS * BATCH * LENGTH).batch(BATCH).length(LENGTH);
  }

  /** The blocks that are held out, then those of each step: a line of JSON each. */
  static String tokens(TokenCorpus corpus) {
    List<int[][]> lines = new ArrayList<>();
    lines.add(corpus.heldOut().atMost(corpus.heldOut().count()));
    var batches = corpus.train().batches(options().seed(), BATCH);
    for (int step = 0; step < STEPS; step++) {
      lines.add(batches.apply(step));
    }
    var text = new StringBuilder();
    lines.forEach(line -> text.append(new Gson().toJson(line)).append('\n'));
    return text.toString();
  }
}
