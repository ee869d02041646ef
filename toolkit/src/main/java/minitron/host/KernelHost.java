package minitron.host;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The Jupyter kernel that this code runs in. It is used by reflection, because its jar is on the
 * class path only inside that kernel.
 */
final class KernelHost implements Host {
  private interface Step<T> {
    T take() throws ReflectiveOperationException;
  }

  private record Display(Object target, Step<Object> newData, Method show, Method update) {}

  private static final List<Step<KernelHost>> KINDS =
      List.of(
          KernelHost::rapaio,
          () -> jupyterJvm("jjava", "org.dflib.jjava.jupyter.kernel.", KernelHost::jjavaKernel),
          () ->
              jupyterJvm(
                  "ijava", "io.github.spencerpark.jupyter.kernel.", KernelHost::ijavaKernel));

  private final String name;
  private final Display display;

  private KernelHost(String name, Display display) {
    this.name = name;
    this.display = display;
  }

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
    return new KernelHost(
        "rapaio", new Display(kernel, () -> fromText.invoke(null, ""), show, update));
  }

  private static Object jjavaKernel() throws ReflectiveOperationException {
    return Class.forName("org.dflib.jjava.jupyter.kernel.BaseKernel")
        .getMethod("notebookKernel")
        .invoke(null);
  }

  private static Object ijavaKernel() throws ReflectiveOperationException {
    return Class.forName("io.github.spencerpark.ijava.IJava")
        .getMethod("getKernelInstance")
        .invoke(null);
  }

  private static KernelHost jupyterJvm(String name, String packages, Step<Object> running)
      throws ReflectiveOperationException {
    Object kernel = running.take();
    if (kernel == null) {
      return null;
    }
    Class<?> data = Class.forName(packages + "display.DisplayData");
    Object io = kernel.getClass().getMethod("getIO").invoke(kernel);
    Object display = io.getClass().getField("display").get(io);
    Method show = display.getClass().getMethod("display", data);
    Method update = display.getClass().getMethod("updateDisplay", data);
    return new KernelHost(
        name, new Display(display, () -> data.getConstructor().newInstance(), show, update));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void show(Bundle bundle) {
    send(display.show(), null, bundle);
  }

  @Override
  public void show(String id, Bundle bundle) {
    send(display.show(), id, bundle);
  }

  @Override
  public void update(String id, Bundle bundle) {
    send(display.update(), id, bundle);
  }

  private void send(Method how, String id, Bundle bundle) {
    try {
      Object data = display.newData().take();
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
      how.invoke(display.target(), data);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The kernel " + name + " could not show this.", e);
    }
  }
}
