package minitron.host.jupyter;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.rapaio.jupyter.kernel.core.RapaioKernel;
import org.rapaio.jupyter.kernel.core.java.JavaEngine;
import org.rapaio.jupyter.kernel.core.java.RapaioExecutionControl;
import org.rapaio.jupyter.kernel.core.java.RapaioExecutionControlProvider;

/**
 * Ends the running cell with an error, whatever it does. The thread of its code is interrupted,
 * which ends a sleep or a wait, then stopped where this Java can, which ends a loop, and in the end
 * left behind.
 */
final class BreakOff implements Runnable {
  private static final long LOOK_NANOS = 10_000_000;

  /** How often it looks whether the cell has ended: a seventh of a second. */
  private static final int LOOKS = 15;

  /** Code that must not be interrupted halfway, for the next cells need it whole. */
  private static final List<String> GUARDED = List.of("minitron.", "org.rapaio.", "ai.djl.");

  private static final String USERS = "REPL.";

  /** What calls the user's code of a cell, or shows its value. */
  private static final List<String> CALLERS =
      List.of(RapaioExecutionControl.class.getName(), RapaioShell.class.getName());

  private static final String STOPPED = "the cell was stopped; what it had set before is kept";
  private static final String LEFT =
      STOPPED + ", but its code runs on beside the next cells until the kernel is restarted";

  private final RapaioKernel kernel;
  private final RapaioShell shell;
  private final Set<Thread> left = new HashSet<>();

  BreakOff(RapaioKernel kernel, RapaioShell shell) {
    this.kernel = kernel;
    this.shell = shell;
  }

  @Override
  public synchronized void run() {
    RapaioOutput cell = shell.cell();
    if (cell == null) {
      return;
    }
    cell.breakOff(STOPPED);
    if (!ends(cell, Thread::interrupt) && !ends(cell, BreakOff::stop)) {
      leave(cell);
    }
  }

  private void leave(RapaioOutput cell) {
    Optional<Thread> busy = thread();
    busy.ifPresent(left::add);
    cell.breakOff(busy.isPresent() ? LEFT : STOPPED);
    // The kernel's own interrupt does this too, but then no later cell runs.
    JavaEngine engine = kernel.javaEngine();
    var controls =
        (RapaioExecutionControlProvider)
            RapaioFields.get(JavaEngine.class, engine, "controlProvider");
    String id = (String) RapaioFields.get(JavaEngine.class, engine, "executionId");
    controls.getRegisteredControl(id).interrupt();
  }

  /** Does something to the cell's thread while it is in the user's code; whether the cell ended. */
  private boolean ends(RapaioOutput cell, Consumer<Thread> what) {
    boolean done = false;
    for (int look = 0; look < LOOKS && shell.cell() == cell; look++) {
      Optional<Thread> thread = done ? Optional.empty() : thread();
      if (thread.isPresent()) {
        what.accept(thread.get());
        done = true;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return shell.cell() != cell;
  }

  /** The thread that runs the cell's code, or shows its value; none while it is compiled. */
  private Optional<Thread> thread() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !left.contains(thread))
        .filter(BreakOff::isInUsersCode)
        .findFirst();
  }

  private static boolean isInUsersCode(Thread thread) {
    List<String> classes =
        Stream.of(thread.getStackTrace()).map(StackTraceElement::getClassName).toList();
    return classes.stream().anyMatch(CALLERS::contains)
        && classes.stream().anyMatch(name -> name.startsWith(USERS))
        && classes.stream()
            .takeWhile(name -> !name.startsWith(USERS))
            .noneMatch(name -> GUARDED.stream().anyMatch(name::startsWith));
  }

  /** By reflection, for Java has it no more from 20 on. */
  private static void stop(Thread thread) {
    try {
      Thread.class.getMethod("stop").invoke(thread);
    } catch (ReflectiveOperationException newerJava) {
      // The thread is left behind.
    }
  }
}
