package minitron.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs untrusted Python programs, with limits on time, memory, threads, files and output. A program
 * cannot start another process, so nothing is left running after it. A strong sandbox also hides
 * the network, the machine's files and processes, its keys and the environment, and has one small
 * folder to write in. A weak one has the limits only: the program can reach all of these, and this
 * Java process too if it runs as the same user.
 *
 * <p>A program passes as in code_eval of Hugging Face's evaluate, if it comes to its end without an
 * error; but its own process is not asked whether it did. Another one, the judge, goes through the
 * program statement by statement. What is no test runs in the program's process. A test (an assert
 * at the top, or a call of a function that has asserts) runs in the judge's: it asks the program
 * for the value of each name and call, and compares here. The program gets neither the tests nor
 * what its values are compared with, so all it can do about its verdict is to give the right
 * values: {@code assert False} fails whatever it does to itself. Against code_eval that is stricter
 * in three ways: an object of a class of the program's own equals no number, text or list; a
 * program that ends in a test which the judge cannot follow fails; and one that lives longer than
 * its time is timed out, even if it swallowed the alarm. Errors are the program's word.
 */
public final class Sandbox {
  /** How long the sandbox may take to start; the program's time starts after that. */
  private static final int START_SECONDS = 30;

  /** The judge ends a program at its limit; what keeps the judge itself busy ends after that. */
  private static final double GRACE_SECONDS = 2;

  /** What a strong sandbox is made of: the program bwrap, or util-linux's unshare and mount. */
  public enum Way {
    BUBBLEWRAP,
    NAMESPACES
  }

  private final Isolation way;
  private final Python python;
  private final String runner;
  private final Limits limits;
  private final Semaphore room;

  Sandbox(Isolation way, Python python, Limits limits) {
    this.way = way;
    this.python = python;
    this.runner = python.compiled(Scripts.RUNNER);
    this.limits = limits;
    this.room = new Semaphore(limits.atOnce(Limits.machine()));
  }

  /**
   * The strongest sandbox that works on this machine: bubblewrap, else namespaces of util-linux.
   *
   * @param weakAllowed whether limits alone are enough if neither works
   * @throws IllegalStateException if none works, or there is no Python
   */
  public static Sandbox find(boolean weakAllowed) {
    return find(List.of(Way.values()), weakAllowed);
  }

  /** The same with some ways only. */
  public static Sandbox find(List<Way> ways, boolean weakAllowed) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return find(Python.on(path), ways.stream().map(Sandbox::isolation).toList(), weakAllowed);
  }

  private static Isolation isolation(Way way) {
    return way == Way.BUBBLEWRAP ? Isolation.BUBBLEWRAP : Isolation.NAMESPACES;
  }

  static Sandbox find(List<Python> pythons, List<Isolation> strong, boolean weakAllowed) {
    if (pythons.isEmpty()) {
      throw new IllegalStateException(
          "Generated programs need python3, and there is none on the PATH: install python3, or"
              + " leave out the tasks that run programs.");
    }
    List<Isolation> ways = new ArrayList<>(strong);
    if (weakAllowed) {
      ways.add(Isolation.WEAK);
    }
    List<String> reasons = new ArrayList<>();
    for (Isolation way : ways) {
      for (Python python : pythons) {
        Sandbox sandbox = new Sandbox(way, python, Limits.STANDARD);
        Optional<String> problem = sandbox.problem();
        if (problem.isEmpty()) {
          return sandbox;
        }
        reasons.add("%s with %s: %s".formatted(way.name(), python.executable(), problem.get()));
      }
    }
    throw new IllegalStateException(
        "No sandbox works here, so generated programs are not run (%s). Install bubblewrap 0.8 or later, or allow limits alone with --allow-weak-sandbox, in Java allowWeakSandbox()."
            .formatted(String.join("; ", reasons)));
  }

  /** Why this sandbox is not safe here; empty if it is. */
  Optional<String> problem() {
    Path home = Path.of(System.getProperty("user.home"));
    try {
      return problem(home.toRealPath());
    } catch (IOException e) {
      return problem(home); // there is none
    }
  }

  /** The same for a user with that home folder. */
  Optional<String> problem(Path home) {
    Optional<String> exposed = way.strong() ? python.exposes(home) : Optional.empty();
    if (exposed.isPresent()) {
      return exposed;
    }
    try {
      Verdict verdict = run(way.strong() ? Scripts.probe(home) : "");
      return verdict.passed() ? Optional.empty() : Optional.of(verdict.text());
    } catch (IllegalStateException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Its name in results: {@code bubblewrap}, {@code namespaces} or {@code weak (limits only)}. */
  public String name() {
    return way.name();
  }

  /**
   * Runs a program to its end or to a limit; nothing is left running. It waits while half of the
   * machine's memory is in use by other programs.
   *
   * @throws IllegalStateException if the sandbox cannot be started
   * @throws CancellationException if the thread is interrupted
   */
  public Verdict run(String program) {
    try {
      room.acquire();
      try {
        return runAtOnce(program);
      } finally {
        room.release();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException) new CancellationException("Stopped on request.").initCause(e);
    }
  }

  private Verdict runAtOnce(String program) throws IOException, InterruptedException {
    try (Folder folder = way.strong() ? Folder.ROOT : Folder.temporary()) {
      Process process = start(folder);
      try {
        return judge(process, UUID.randomUUID().toString(), program);
      } finally {
        end(process);
      }
    }
  }

  private Process start(Folder folder) throws IOException {
    List<String> command = way.wrapping().wrap(python, limits, python.command(runner));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    return builder.directory(folder.path().toFile()).start();
  }

  private Verdict judge(Process process, String token, String program) throws InterruptedException {
    String text = token + " " + limits.header() + "\n" + program;
    OutputReader reader = OutputReader.of(process, token, limits.output(), text);
    try {
      reader.ready().get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "%s did not start within %d seconds.".formatted(name(), START_SECONDS), e);
    }
    try {
      long milliseconds = (long) (1000 * (limits.seconds() + GRACE_SECONDS));
      return reader.verdict().get(milliseconds, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return Verdict.TIMED_OUT;
    }
  }

  /** Ends a process with its descendants; those in a strong sandbox die with its first one. */
  private static void end(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
  }
}
