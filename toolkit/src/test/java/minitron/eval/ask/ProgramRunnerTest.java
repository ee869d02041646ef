package minitron.eval.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import minitron.runs.Cancel;
import minitron.runs.Progress;
import minitron.sandbox.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramRunnerTest {
  private final ConcurrentLinkedQueue<String> ran = new ConcurrentLinkedQueue<>();
  @TempDir Path folder;

  private ProgramRunner programs(String sandbox) {
    return new ProgramRunner(sandbox, this::end);
  }

  private Verdict end(String program) {
    ran.add(program);
    return Verdict.of(program);
  }

  private List<String> run(ProgramRunner programs, List<String> texts) {
    return run(programs, texts, Progress.SILENT);
  }

  private List<String> run(ProgramRunner programs, List<String> texts, Progress progress) {
    ran.clear();
    try (AnswerLog log = AnswerLog.open(folder.resolve("log.jsonl"), Map.of("task", "mbpp"))) {
      return programs.run(texts, log, progress).stream().map(Verdict::text).toList();
    }
  }

  @Test
  void aProgramWhoseEndIsKnownIsNotRunAgain() {
    List<String> texts = List.of("passed", "failed: \"é\"\n", "passed", "timed out");
    assertEquals(texts, run(programs("bwrap"), texts));
    assertEquals(texts, run(programs("bwrap"), texts));
    assertEquals(List.of("timed out"), List.copyOf(ran));
    assertEquals(texts, run(programs("unshare"), texts));
    assertTrue(ran.contains("passed"), "another sandbox, another verdict");
  }

  @Test
  void manyThreadsKeepWholeLines() {
    List<String> texts = IntStream.range(0, 3000).mapToObj(i -> "failed: " + i).toList();
    assertEquals(texts, run(programs("bwrap"), texts));
    assertEquals(texts, run(programs("bwrap"), texts));
    assertEquals(0, ran.size());
  }

  @Test
  void whatRanBeforeAStopIsKept() {
    var ended = new AtomicInteger();
    var cancel = new Cancel();
    var stopping =
        new ProgramRunner(
            "bwrap",
            program -> {
              Verdict verdict = end(program);
              if (ended.incrementAndGet() == 50) {
                cancel.request();
              }
              return verdict;
            });
    var progress =
        new Progress() {
          @Override
          public void at(long done, long total, String note) {}

          @Override
          public boolean cancelled() {
            return cancel.requested();
          }
        };
    List<String> texts = IntStream.range(0, 500).mapToObj(i -> "failed: " + i).toList();
    assertThrows(CancellationException.class, () -> run(stopping, texts, progress));
    assertEquals(texts, run(programs("bwrap"), texts));
    assertTrue(ran.size() < texts.size(), ran.size() + " ran again");
  }
}
