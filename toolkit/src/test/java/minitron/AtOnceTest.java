package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import minitron.model.CausalLm;
import minitron.runs.Cancel;
import minitron.text.TokenCorpus;
import minitron.train.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several threads work with one model at the same time, and get the bits that they get alone. */
class AtOnceTest {
  private static final int TIMES = 3;

  @TempDir Path temp;
  private CausalLm teacher;
  private TokenCorpus corpus;

  @BeforeEach
  void open() {
    teacher = Checkpoint.load(Fixtures.model(temp.resolve("teacher")).toString());
    String text = Fixtures.text(temp.resolve("text.txt"), 4000).toString();
    corpus = Corpus.text(text, teacher).length(32).split(0.9);
  }

  private String score() {
    var task = Tasks.WINOGRANDE.shots(0);
    var items = Sentences.write(temp.resolve("items"));
    return Harness.evaluate(teacher, items, task).answers()
        + " "
        + Harness.perplexity(teacher, corpus, 8).loss();
  }

  private String write() {
    var options = Generate.options().tokens(30).temperature(0.7).seed(3);
    return Generate.text(teacher, "Tom saw", options).text();
  }

  private String train() {
    var options = Teacher.options().tokens(2_000).batch(4).length(32).learningRate(3e-3);
    return Teacher.train(teacher, corpus, options).model().sha256();
  }

  private String calibrate() {
    return Width.importance(teacher, corpus.calibration(32)).hidden().toString()
        + Depth.sweep(teacher, corpus.heldOut(), Depth.sizes(1).blocks(8)).blocks();
  }

  @Test
  void fourAtOnceGiveTheBitsThatEachGivesAlone() throws Exception {
    Sentences.write(temp.resolve("items"));
    List<Callable<String>> calls =
        List.of(this::score, this::write, this::write, this::train, this::calibrate);
    for (Callable<String> call : calls) {
      call.call(); // what is made once is made
    }
    var alone = new String[calls.size()];
    for (int i = 0; i < alone.length; i++) {
      alone[i] = calls.get(i).call();
    }
    var threads = Executors.newFixedThreadPool(calls.size());
    try {
      for (int round = 0; round < TIMES; round++) {
        List<Future<String>> together = calls.stream().map(threads::submit).toList();
        for (int i = 0; i < alone.length; i++) {
          assertEquals(alone[i], together.get(i).get(), "call " + i);
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aTokenStopsTheCallsThatStandUnderItAndNoOthers()
      throws InterruptedException, ExecutionException {
    var options = Teacher.options().tokens(2_000).batch(4).length(32);
    var stopped = new Cancel();
    stopped.request();
    var threads = Executors.newFixedThreadPool(2);
    try {
      Callable<Run> one = () -> Teacher.train(teacher, corpus, options);
      Future<Run> whole = threads.submit(one);
      Future<Run> part =
          threads.submit(() -> stopped.during(() -> Teacher.train(teacher, corpus, options)));
      assertTrue(whole.get().finished());
      assertFalse(part.get().finished());
    } finally {
      threads.shutdownNow();
    }
  }
}
