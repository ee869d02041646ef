package minitron;

import static minitron.StoreOfRuns.OPTIONS;
import static minitron.StoreOfRuns.RATES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import minitron.model.CausalLm;
import minitron.model.FreshModel;
import minitron.runs.Ending;
import minitron.train.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run with the same inputs is read and not computed, and any other input is another run. */
class SecondRunTest {
  enum Kind {
    TRAIN,
    DISTIL,
    WHILE_CORRECTING
  }

  @TempDir Path temp;
  private StoreOfRuns store;

  @BeforeEach
  void open() {
    store = new StoreOfRuns(temp);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Run run(Kind kind) {
    return switch (kind) {
      case TRAIN -> Teacher.train(store.teacher, store.corpus, OPTIONS);
      case DISTIL -> Distill.run(store.teacher, store.student, store.corpus, OPTIONS);
      case WHILE_CORRECTING ->
          Distill.whileCorrecting(store.teacher, store.student, store.corpus, OPTIONS, RATES);
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
      try (CausalLm corrected = Teacher.correct(store.teacher, store.corpus, OPTIONS)) {
        Run run = Distill.run(corrected, store.student, store.corpus, OPTIONS);
        assertEquals(i == 0, run.ending().equals(Ending.WHOLE));
        run.model().close();
      }
    }
    assertEquals(2, store.entries());
  }

  @Test
  void ofStudentsTogetherThoseAreComputedThatAreNotKept() throws IOException {
    CausalLm other = FreshModel.of(Fixtures.config(1), 8, null);
    List<Run> alone = new ArrayList<>();
    alone.add(Distill.run(store.teacher, store.student, store.corpus, OPTIONS));
    List<Run> runs = Distill.together(store.teacher, store.corpus, OPTIONS, other, store.student);
    assertEquals(Ending.WHOLE, runs.get(0).ending());
    assertEquals("whole, read from the kept runs", runs.get(1).ending().text());
    assertEquals(2, store.entries());
    System.setProperty("minitron.runs", "off");
    alone.add(0, Distill.run(store.teacher, other, store.corpus, OPTIONS));
    for (int i = 0; i < 2; i++) {
      assertEquals(alone.get(i).steps(), runs.get(i).steps());
      assertEquals(alone.get(i).model().sha256(), runs.get(i).model().sha256());
      alone.get(i).model().close();
      runs.get(i).model().close();
    }
    other.close();
  }

  @Test
  void itIsOffOnRequestAndForARunWithStatesOfItsOwn() throws IOException {
    var states = OPTIONS.checkpoint(temp.resolve("states").toString());
    Teacher.train(store.teacher, store.corpus, states).model().close();
    assertEquals(0, store.entries());
    System.setProperty("minitron.runs_mb", "0");
    Teacher.train(store.teacher, store.corpus, OPTIONS).model().close();
    assertEquals(0, store.entries());
    System.clearProperty("minitron.runs_mb");
    Teacher.train(store.teacher, store.corpus, OPTIONS).model().close();
    assertEquals(1, store.entries());
    System.setProperty("minitron.runs", "OFF");
    Run computed = Teacher.train(store.teacher, store.corpus, OPTIONS);
    assertEquals(Ending.WHOLE, computed.ending());
    computed.model().close();
  }
}
