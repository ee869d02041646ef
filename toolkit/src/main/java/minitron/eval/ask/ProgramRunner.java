package minitron.eval.ask;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import minitron.runs.Progress;
import minitron.sandbox.Verdict;

/**
 * Runs programs that a model wrote, as many at once as there are processors.
 *
 * @param sandbox what results call the place where they run
 * @param runner from a program to how it ended
 */
public record ProgramRunner(String sandbox, Function<String, Verdict> runner) {

  /**
   * How each program ended, in order. One whose end the log knows is not run again, unless its time
   * was over: that may have been the machine's fault.
   */
  public List<Verdict> run(List<String> programs, AnswerLog log, Progress progress) {
    var done = new AtomicInteger();
    return programs.parallelStream()
        .map(
            program -> {
              if (progress.cancelled()) {
                throw new CancellationException(
                    "Stopped on request after %d of %d programs."
                        .formatted(done.get(), programs.size()));
              }
              Verdict verdict = verdict(program, log);
              tell(done.incrementAndGet(), programs.size(), progress);
              return verdict;
            })
        .toList();
  }

  private Verdict verdict(String program, AnswerLog log) {
    String key = log.key("program", program, sandbox);
    Optional<String> known = log.written(key);
    if (known.isPresent()) {
      return Verdict.of(known.get());
    }
    Verdict verdict = runner.apply(program);
    if (!verdict.timedOut()) {
      log.add(key, verdict.text());
    }
    return verdict;
  }

  private synchronized void tell(int done, int all, Progress progress) {
    progress.at(done, all, "programs");
  }
}
