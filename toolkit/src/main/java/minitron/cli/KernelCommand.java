package minitron.cli;

import java.nio.file.Path;
import java.util.List;
import minitron.host.jupyter.JupyterPaths;
import minitron.host.jupyter.KernelSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "kernel",
    description = "The Java kernel for Jupyter, with this toolkit on its class path.")
final class KernelCommand {
  @Command(name = "install", description = "Install it for this user, or into an environment.")
  int install(
      @Option(
              names = "--prefix",
              paramLabel = "DIR",
              description = "The folder of a Python environment (venv or conda).")
          Path prefix) {
    Path data = prefix == null ? JupyterPaths.current().user() : JupyterPaths.ofPrefix(prefix);
    System.out.println("installed: " + KernelSpec.install(data));
    return 0;
  }

  @Command(name = "list", description = "List where it is installed; Jupyter uses the first one.")
  int list() {
    List<Path> found = KernelSpec.list(JupyterPaths.current());
    found.forEach(System.out::println);
    if (found.isEmpty()) {
      System.out.println("not installed; run kernel install");
    }
    return 0;
  }
}
