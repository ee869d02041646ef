package minitron.host.jupyter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.LogManager;
import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.Transform;

/**
 * Starts the rapaio kernel, version 3.0.1: its Java engine, its magics and its displays, on {@link
 * RapaioLoops loops of our own}.
 *
 * <p>With its own, about one start in seven hangs: a channel listens before its handlers are there,
 * and a thread looks whether it may run before it is told so. A message on the control channel ends
 * the cell that runs; JupyterLab sends one whenever it connects. An interrupt shuts down what runs
 * cells, so that later ones do nothing.
 */
public final class RapaioLauncher {
  private RapaioLauncher() {}

  /** Runs the kernel until Jupyter shuts it down, or is gone itself. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      System.err.println("Jupyter starts this with a connection file; see `kernel install`.");
      System.exit(2);
    }
    LogManager.getLogManager().reset();
    followParent(System.getenv("JPY_PARENT_PID"));
    String connection = Files.readString(Path.of(arguments[0]));
    var properties = Transform.fromJson(connection, ConnectionProperties.class);
    new RapaioLoops(MainApp.kernel, new Channels(properties)).start(properties);
  }

  /** A kernel whose Jupyter was killed would stay for ever, with all that its models hold. */
  private static void followParent(String process) {
    if (process == null || !process.matches("\\d+")) {
      return;
    }
    ProcessHandle.of(Long.parseLong(process)).ifPresent(parent -> follow(parent));
  }

  private static void follow(ProcessHandle parent) {
    var thread =
        new Thread(
            () -> {
              parent.onExit().join();
              System.exit(0);
            },
            "parent");
    thread.setDaemon(true);
    thread.start();
  }
}
