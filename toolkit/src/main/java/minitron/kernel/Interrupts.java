package minitron.kernel;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;
import minitron.tensor.Stop;

/**
 * The interrupt key of a notebook. The first press asks the long call of the running cell to stop
 * with what it has; a second press on the same cell breaks the cell off.
 */
final class Interrupts {
  private static final int LOOK_AGAIN_MS = 10;

  /** What an interrupt needs to know of a kernel. */
  interface Cells {
    /** Something that stands for the running cell; null if none runs. */
    Object running();

    /** Ends the running cell with an error. */
    void breakOff();
  }

  private final Cells cells;
  private final AtomicReference<Object> asked = new AtomicReference<>();

  Interrupts(Cells cells) {
    this.cells = cells;
  }

  /** Takes over the process's SIGINT, which Jupyter sends for {@code interrupt_mode: signal}. */
  void listen() throws ReflectiveOperationException {
    // By reflection: the compiler warns of every use of sun.misc, and there is no other way.
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object ours =
        Proxy.newProxyInstance(
            handler.getClassLoader(),
            new Class<?>[] {handler},
            (proxy, method, arguments) -> answer(proxy, method.getName(), arguments));
    Object interrupt = signal.getConstructor(String.class).newInstance("INT");
    signal.getMethod("handle", signal, handler).invoke(null, interrupt, ours);
  }

  private Object answer(Object proxy, String method, Object[] arguments) {
    return switch (method) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(this);
      case "toString" -> "the notebook's interrupt key";
      default -> {
        pressed();
        yield null;
      }
    };
  }

  /** The key was pressed; returns when the cell has ended, or at once if there is none. */
  void pressed() {
    Object cell = cells.running();
    if (cell == null) {
      return;
    }
    if (asked.getAndSet(cell) == cell) {
      cells.breakOff();
      return;
    }
    Stop.request();
    try {
      while (cells.running() == cell) {
        Thread.sleep(LOOK_AGAIN_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // A cell that asked nobody whether to stop leaves the wish, which would stop the next one.
    Stop.clear();
  }
}
