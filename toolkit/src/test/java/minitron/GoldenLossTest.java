package minitron;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import minitron.io.Sha256;
import minitron.model.CausalLm;
import minitron.text.TokenCorpus;
import minitron.train.Run;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Twenty steps of teacher correction and of distillation, as PyTorch makes them of the same weights
 * and tokens: losses, gradients, learning rates and what is learned are the same. The recording is
 * made by make_golden.py beside it.
 */
class GoldenLossTest {
  /**
   * A part of the value; 2e-7 of a loss and 2e-6 of a norm were seen. Without weight decay, or with
   * another constant of AdamW, a loss is off by 1e-4.
   */
  private static final double RELATIVE = 1e-5;

  private static CausalLm teacher;
  private static TokenCorpus corpus;

  @BeforeAll
  static void open() {
    teacher = Checkpoint.load("../datasets/tinyworld/teacher");
    corpus = GoldenInputs.corpus(teacher);
  }

  @AfterAll
  static void close() {
    teacher.close();
  }

  @Test
  void teacherCorrectionLearnsAsInPyTorch() throws IOException {
    assertSame("correction", Teacher.train(teacher, corpus, GoldenInputs.options()));
  }

  @Test
  void distillationLearnsAsInPyTorch() throws IOException {
    try (CausalLm student = GoldenInputs.student(teacher, corpus)) {
      assertSame("distillation", Distill.run(teacher, student, corpus, GoldenInputs.options()));
    }
  }

  private static void assertSame(String name, Run run) throws IOException {
    run.model().close();
    assertTrue(run.finished(), run.ending().text());
    List<String> lines =
        Files.readAllLines(Fixtures.resource("/tinyworld/" + name + ".csv"), UTF_8);
    String otherTokens = "the recording is of other tokens, so make it again with make_golden.py";
    assertEquals(
        lines.get(0),
        "# tokens " + Sha256.of(GoldenInputs.tokens(corpus).getBytes(UTF_8)),
        otherTokens);
    List<String[]> rows = lines.stream().skip(2).map(line -> line.split(",", -1)).toList();
    assertEquals(GoldenInputs.STEPS + 1, rows.size());
    assertEquals(GoldenInputs.STEPS, run.steps().size());
    for (var step : run.steps()) {
      String[] row = rows.get((int) step.step());
      String where = name + " step " + step.step();
      assertEquals(row[0], Long.toString(step.step()));
      assertClose(row[1], step.loss(), where + " loss");
      assertClose(row[2], step.gradientNorm(), where + " norm of the gradient");
      assertClose(row[3], step.learningRate(), where + " learning rate");
    }
    assertEquals(
        rows.stream().filter(row -> !row[4].isEmpty()).map(row -> row[0]).toList(),
        run.validations().stream().map(look -> Long.toString(look.step())).toList());
    for (var look : run.validations()) {
      String where = name + " held-out loss after step " + look.step();
      assertClose(rows.get((int) look.step())[4], look.loss(), where);
    }
  }

  private static void assertClose(String expected, double actual, String where) {
    double value = Double.parseDouble(expected);
    assertEquals(value, actual, RELATIVE * value, where);
  }
}
