package minitron.host;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The Jupyter kernel that this code runs in. It is used by reflection, because its jar is on the
 * class path only inside that kernel.
 *
 * @param display the kernel's object that shows data
 * @param newData makes data that are empty so far
 * @param showing the method of {@code display} that shows data
 * @param updating the one that replaces what was shown
 */
record KernelHost(
    String name, Object display, Step<Object> newData, Method showing, Method updating)
    implements Host {
  /** A step of reflection. */
  interface Step<T> {
    T take() throws ReflectiveOperationException;
  }

  private static final List<Step<KernelHost>> KINDS =
      List.of(
          KernelHost::rapaio,
          () ->
              jupyterJvm(
                  "jjava",
                  "org.dflib.jjava.jupyter.kernel.",
                  Class.forName("org.dflib.jjava.jupyter.kernel.BaseKernel")
                      .getMethod("notebookKernel")),
          () ->
              jupyterJvm(
                  "ijava",
                  "io.github.spencerpark.jupyter.kernel.",
                  Class.forName("io.github.spencerpark.ijava.IJava")
                      .getMethod("getKernelInstance")));

  /** The kernel, if there is one. */
  static Optional<Host> find() {
    for (Step<KernelHost> kind : KINDS) {
      try {
        KernelHost host = kind.take();
        if (host != null) {
          return Optional.of(host);
        }
      } catch (ReflectiveOperationException | LinkageError e) {
        // Not this kernel: its classes are not here.
      }
    }
    return Optional.empty();
  }

  private static KernelHost rapaio() throws ReflectiveOperationException {
    // Its jar is on the command line's class path too, and loading its class would start a kernel.
    // So look at how this process was started.
    String command = System.getProperty("sun.java.command", "").toLowerCase(Locale.ROOT);
    if (!command.contains("rapaio")) {
      return null;
    }
    Object kernel = Class.forName("org.rapaio.jupyter.kernel.MainApp").getField("kernel").get(null);
    Class<?> data = Class.forName("org.rapaio.jupyter.kernel.display.DisplayData");
    Method fromText = data.getMethod("fromText", String.class);
    Method show = kernel.getClass().getMethod("display", data);
    Method update = kernel.getClass().getMethod("updateDisplay", data);
    return new KernelHost("rapaio", kernel, () -> fromText.invoke(null, ""), show, update);
  }

  private static KernelHost jupyterJvm(String name, String packages, Method running)
      throws ReflectiveOperationException {
    Object kernel = running.invoke(null);
    if (kernel == null) {
      return null;
    }
    Class<?> data = Class.forName(packages + "display.DisplayData");
    Object io = kernel.getClass().getMethod("getIO").invoke(kernel);
    Object display = io.getClass().getField("display").get(io);
    Method show = display.getClass().getMethod("display", data);
    Method update = display.getClass().getMethod("updateDisplay", data);
    return new KernelHost(name, display, data.getConstructor()::newInstance, show, update);
  }

  @Override
  public void show(String id, Bundle bundle) {
    send(showing, id, bundle);
  }

  @Override
  public void update(String id, Bundle bundle) {
    send(updating, id, bundle);
  }

  private void send(Method how, String id, Bundle bundle) {
    try {
      Object data = newData.take();
      Method put = data.getClass().getMethod("putData", String.class, Object.class);
      Method putMetadata = data.getClass().getMethod("putMetaData", String.class, Object.class);
      for (var entry : bundle.data().entrySet()) {
        put.invoke(data, entry.getKey(), entry.getValue());
      }
      for (var entry : bundle.metadata().entrySet()) {
        putMetadata.invoke(data, entry.getKey(), entry.getValue());
      }
      if (id != null) {
        data.getClass().getMethod("setDisplayId", String.class).invoke(data, id);
      }
      how.invoke(display, data);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The kernel " + name + " could not show this.", e);
    }
  }
}
