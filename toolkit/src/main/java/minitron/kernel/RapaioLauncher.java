package minitron.kernel;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.logging.LogManager;
import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.channels.LoopThread;
import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.RapaioKernel;
import org.rapaio.jupyter.kernel.core.Transform;
import org.rapaio.jupyter.kernel.core.java.JavaEngine;
import org.rapaio.jupyter.kernel.core.java.RapaioExecutionControl;
import org.rapaio.jupyter.kernel.core.java.RapaioExecutionControlProvider;

/**
 * Starts the rapaio kernel, version 3.0.1, around two faults of its own start and one of its
 * interrupt.
 *
 * <p>Its channels listen before their handlers are registered, and a message in between kills the
 * listener; its threads look whether they may run before they are told so, and then end at once.
 * Both hang about one start in seven. Its interrupt shuts down what runs cells, so that later cells
 * silently do nothing.
 */
public final class RapaioLauncher {
  private static final int SETTLE_MS = 50;

  private RapaioLauncher() {}

  /** Runs the kernel until Jupyter shuts it down. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      System.err.println("Jupyter starts this with a connection file; see `kernel install`.");
      System.exit(2);
    }
    LogManager.getLogManager().reset();
    String connection = Files.readString(Path.of(arguments[0]));
    var channels = new Channels(Transform.fromJson(connection, ConnectionProperties.class));
    // A message without a handler is dropped, which the client repeats; without any map it kills.
    set(channels, "handlers", new HashMap<>());
    channels.connect(MainApp.kernel);
    for (Object channel : (Collection<?>) get(channels, "channels")) {
      restart(channel, "loopThread");
      restart(channel, "ioloop");
    }
    new Interrupts(new RapaioCells(MainApp.kernel)).listen();
    channels.joinUntilClose();
  }

  private static void restart(Object channel, String name) throws Exception {
    if (!(get(channel, name) instanceof LoopThread thread)) {
      return;
    }
    thread.join(SETTLE_MS);
    if (!thread.isAlive()) {
      var again =
          new LoopThread(
              thread.getName(), (long) get(thread, "sleep"), (Runnable) get(thread, "loopBody"));
      set(again, "running", true);
      set(channel, name, again);
      again.start();
    }
  }

  /** The kernel's running cell, and its own way to break it off without the part that breaks it. */
  private record RapaioCells(RapaioKernel kernel) implements Interrupts.Cells {
    @Override
    public Object running() {
      try {
        return get(kernel.channels(), "msgId");
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void breakOff() {
      JavaEngine engine = kernel.javaEngine();
      try {
        var provider = (RapaioExecutionControlProvider) get(engine, "controlProvider");
        RapaioExecutionControl control =
            provider.getRegisteredControl((String) get(engine, "executionId"));
        control.interrupt();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Object get(Object owner, String name) throws ReflectiveOperationException {
    Field field = field(owner, name);
    return field == null ? null : field.get(owner);
  }

  private static void set(Object owner, String name, Object value)
      throws ReflectiveOperationException {
    Field field = field(owner, name);
    if (field == null) {
      throw new NoSuchFieldException(owner.getClass().getSimpleName() + "." + name);
    }
    field.set(owner, value);
  }

  /** A private field; null if there is none, as not every channel has a thread. */
  private static Field field(Object owner, String name) {
    try {
      Field field = owner.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      return null;
    }
  }
}
