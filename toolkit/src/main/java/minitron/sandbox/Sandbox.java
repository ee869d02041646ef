package minitron.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs programs that nobody has read: in Python, with a time limit and limits on memory, threads,
 * files and output. The kernel refuses a program any process but its own, so nothing outlives that.
 * A strong sandbox also hides the network, the machine's files and processes and the environment,
 * and leaves one small folder to write in. Limits alone leave all that in reach, and this Java
 * process too where the program's user is its own.
 *
 * <p>A program is judged as code_eval of Hugging Face's evaluate judges it: it passes if it comes
 * to its end without an error. A process beside it says so, whose memory and files it cannot reach;
 * to end early is no pass. But a program's tests run within it, as code_eval's do, and what Python
 * can change it can change: one that is written to pass can, for example by what its objects are
 * equal to, or by bending the frame that waits for it.
 */
public final class Sandbox {
  /** How long the walls may take to build on a busy machine; the program's time starts after it. */
  private static final int START_SECONDS = 30;

  /** A second more than the runner's, which gives a program one more than its limit. */
  private static final double GRACE_SECONDS = 2;

  private final Way way;
  private final Python python;
  private final Limits limits;
  private final Semaphore room;

  Sandbox(Way way, Python python, Limits limits) {
    this.way = way;
    this.python = python;
    this.limits = limits;
    this.room = new Semaphore(limits.atOnce(Limits.machine()));
  }

  /**
   * The strongest sandbox that works on this machine: bubblewrap, else namespaces of util-linux.
   *
   * @param weakAllowed whether limits alone will do where neither works
   * @throws IllegalStateException if there is none, or no Python
   */
  public static Sandbox find(boolean weakAllowed) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return find(Python.on(path), List.of(Way.BUBBLEWRAP, Way.NAMESPACES), weakAllowed);
  }

  static Sandbox find(List<Python> pythons, List<Way> strong, boolean weakAllowed) {
    if (pythons.isEmpty()) {
      throw new IllegalStateException(
          "Generated programs run in python3, and there is none on the PATH: install python3, or"
              + " leave out the tasks that run programs.");
    }
    List<Way> ways = new ArrayList<>(strong);
    if (weakAllowed) {
      ways.add(Way.WEAK);
    }
    List<String> reasons = new ArrayList<>();
    for (Way way : ways) {
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
        "No sandbox works here, so generated programs are not run (%s). Install bubblewrap 0.8 or later, or accept limits alone with --allow-weak-sandbox, in Java allowWeakSandbox()."
            .formatted(String.join("; ", reasons)));
  }

  /** Why this sandbox does not hold what it promises; empty if it does. */
  Optional<String> problem() {
    Path home = Path.of(System.getProperty("user.home"));
    try {
      return problem(home.toRealPath());
    } catch (IOException e) {
      return problem(home); // there is none
    }
  }

  /** The same of a user of that home folder. */
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

  /** What results call it: {@code bubblewrap}, {@code namespaces} or {@code weak (limits only)}. */
  public String name() {
    return way.name();
  }

  /**
   * Runs a program to its end or to a limit; nothing of it is left running. It waits while as many
   * run as half of the memory is enough for.
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
      byte[] token = new byte[16];
      new SecureRandom().nextBytes(token);
      String name = HexFormat.of().formatHex(token);
      Process process = start(folder);
      try {
        return judge(process, name, program);
      } finally {
        end(process);
      }
    }
  }

  private Process start(Folder folder) throws IOException {
    List<String> command = way.wrapping().wrap(python, limits, python.command(Scripts.RUNNER));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    return builder.directory(folder.path().toFile()).start();
  }

  private Verdict judge(Process process, String token, String program) throws InterruptedException {
    OutputReader hearing = new OutputReader(token, limits.output());
    aside(() -> hearing.listen(process.getInputStream()));
    aside(() -> tell(process, token + " " + limits.header() + "\n" + program));
    try {
      hearing.ready().get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "%s did not start within %d seconds.".formatted(name(), START_SECONDS), e);
    }
    try {
      long milliseconds = (long) (1000 * (limits.seconds() + GRACE_SECONDS));
      return hearing.verdict().get(milliseconds, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return Verdict.TIMED_OUT;
    }
  }

  private static void tell(Process process, String text) {
    try (OutputStream out = process.getOutputStream()) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It ended before it heard everything, which its listener tells.
    }
  }

  private static void aside(Runnable work) {
    Thread thread = new Thread(work, "sandbox");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends a process with all below it: a strong sandbox's processes die with its first one. */
  private static void end(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
  }
}
