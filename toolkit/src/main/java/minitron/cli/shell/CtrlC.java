package minitron.cli.shell;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import minitron.runs.Cancel;

/**
 * The end of this process before that of its command. Ctrl-C, or whatever else ends a Java, asks
 * the command to stop and waits until it has saved what it has. Not every command can be asked:
 * Ctrl-C after that ends the process at once.
 */
public final class CtrlC {
  /** What shells give a program that was interrupted. */
  private static final int INTERRUPTED = 128 + 2;

  private final CountDownLatch done = new CountDownLatch(1);
  private final AtomicBoolean ending = new AtomicBoolean();

  private final Cancel cancel;

  private CtrlC(Cancel cancel) {
    this.cancel = cancel;
  }

  /** Listens from now on, for the token of the command. */
  public static CtrlC listen(Cancel cancel) {
    var key = new CtrlC(cancel);
    key.handle();
    Runtime.getRuntime().addShutdownHook(new Thread(key::stopAndWait));
    return key;
  }

  /** The command has ended: nothing waits for it. */
  public void done() {
    done.countDown();
  }

  private void stopAndWait() {
    ending.set(true);
    if (done.getCount() == 0) {
      return;
    }
    System.err.println("Stopping, with what is done so far; Ctrl-C again ends it at once.");
    cancel.request();
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pressed() {
    if (ending.getAndSet(true)) {
      Runtime.getRuntime().halt(INTERRUPTED);
    }
    System.exit(INTERRUPTED);
  }

  /** By reflection, for the compiler warns of each use of these classes, and they may be gone. */
  private void handle() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              CtrlC.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                pressed();
                return null;
              });
      Method handle = signal.getMethod("handle", signal, handler);
      handle.invoke(null, signal.getConstructor(String.class).newInstance("INT"), ours);
    } catch (ReflectiveOperationException e) {
      // This Java leaves signals alone, as with -Xrs: the key does what the system says.
    }
  }
}
