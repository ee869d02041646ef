package minitron.host.jupyter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.LogManager;
import minitron.io.Messages;
import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.Transform;

/**
 * Starts the rapaio kernel, version 3.0.1: its Java engine, its magics and its displays, but with
 * {@link RapaioLoops our own message loops}.
 *
 * <p>With the kernel's own loops about one start in seven hangs, because a channel listens before
 * its handlers are ready. Any message on the control channel ends the running cell, and JupyterLab
 * sends one whenever it connects. After an interrupt no later cell runs.
 */
public final class RapaioLauncher {
  private RapaioLauncher() {}

  /** Runs the kernel until Jupyter shuts it down or ends. */
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println(
          "Give a connection file, as Jupyter does; install the kernel with `kernel install`.");
      System.exit(2);
    }
    LogManager.getLogManager().reset();
    followParent(System.getenv("JPY_PARENT_PID"));
    try {
      String connection = Files.readString(Path.of(arguments[0]));
      var properties = Transform.fromJson(connection, ConnectionProperties.class);
      new RapaioLoops(MainApp.kernel, new Channels(properties)).start(properties);
    } catch (Exception e) {
      System.err.println(
          "The kernel cannot start with the connection file %s: %s."
              .formatted(Messages.quote(arguments[0]), Messages.reason(e)));
      System.exit(1);
    }
  }

  /** Ends the kernel with Jupyter; else it would stay, and keep the memory of its models. */
  private static void followParent(String process) {
    if (process == null || !process.matches("\\d+")) {
      return;
    }
    Consumer<ProcessHandle> follow =
        parent -> {
          parent.onExit().join();
          System.exit(0);
        };
    Optional<ProcessHandle> jupyter = ProcessHandle.of(Long.parseLong(process));
    var thread = new Thread(() -> jupyter.ifPresent(follow), "parent");
    thread.setDaemon(true);
    thread.start();
  }
}
