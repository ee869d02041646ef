package minitron.host.notebook;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the notebooks of a folder one after the other, each in a Java of its own. */
public final class Notebooks {
  private Notebooks() {}

  /**
   * Runs notebooks in the order of their names, and stops at the first failing cell.
   *
   * @param names how the names of those to run begin, as {@code 00} or {@code 05-width}; all if
   *     empty
   * @param folder where they are; also the folder that they run in, as under Jupyter
   * @param settings what they find set, by name: {@code budget}
   * @param out hears a line for each
   * @return 0, or 1 if a cell failed
   * @throws IllegalArgumentException if a name begins no notebook's
   */
  public static int run(
      List<String> names, Path folder, Map<String, String> settings, PrintStream out) {
    for (Path notebook : chosen(names, all(folder))) {
      if (runOne(notebook, settings, out) != 0) {
        return 1;
      }
    }
    return 0;
  }

  private static List<Path> all(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "There is no folder " + folder + "; run this where the notebooks' folder is.");
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
      if (all.isEmpty()) {
        throw new IllegalArgumentException(folder + " holds no notebook (.ipynb).");
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + folder + ": " + e.getMessage(), e);
    }
  }

  private static List<Path> chosen(List<String> names, List<Path> all) {
    for (String name : names) {
      if (all.stream().noneMatch(file -> begins(file, name))) {
        String there = all.stream().map(NotebookRunner::stem).collect(Collectors.joining(", "));
        throw new IllegalArgumentException(
            "No notebook's name begins with '" + name + "'; there are " + there + ".");
      }
    }
    return all.stream()
        .filter(file -> names.isEmpty() || names.stream().anyMatch(name -> begins(file, name)))
        .toList();
  }

  private static boolean begins(Path file, String name) {
    return NotebookRunner.stem(file).startsWith(name.replaceFirst("\\.ipynb$", ""));
  }

  /** All lines but one: libtorch warns of an old call of DJL's, which is nobody's business here. */
  private static void copyLines(InputStream lines, PrintStream out) throws IOException {
    try (var reader = new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8))) {
      reader
          .lines()
          .map(line -> line.replaceFirst("\\[W\\S+ \\S+ LegacyTypeDispatch.*", ""))
          .filter(line -> !line.isBlank())
          .forEach(out::println);
    }
  }

  private static int runOne(Path notebook, Map<String, String> settings, PrintStream out) {
    ProcessBuilder builder =
        new ProcessBuilder(command(notebook, settings)).redirectErrorStream(true);
    builder.directory(notebook.toAbsolutePath().getParent().toFile());
    try {
      int code = waitFor(builder.start(), out);
      if (code > 1) {
        out.println(notebook.getFileName() + " ended its Java with code " + code + ".");
      }
      return code;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run " + notebook + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /** A notebook ends with this Java, and so it does where this one is ending already. */
  private static int waitFor(Process process, PrintStream out)
      throws IOException, InterruptedException {
    // The process's own destroy() would also close the stream that its last words come from.
    var stop = new Thread(process.toHandle()::destroy);
    if (!hook(() -> Runtime.getRuntime().addShutdownHook(stop))) {
      process.toHandle().destroy();
    }
    process.getOutputStream().close();
    copyLines(process.getInputStream(), out);
    int code = process.waitFor();
    hook(() -> Runtime.getRuntime().removeShutdownHook(stop));
    return code;
  }

  /** Changes the hooks, unless they run already: whether it did. */
  private static boolean hook(Runnable change) {
    try {
      change.run();
      return true;
    } catch (IllegalStateException shuttingDown) {
      return false;
    }
  }

  /** The Java that runs now, with its options and its class path in full. */
  private static List<String> command(Path notebook, Map<String, String> settings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-agent") && !option.startsWith("-javaagent"))
        .forEach(command::add);
    settings.forEach((name, value) -> command.add("-Dminitron." + name + "=" + value));
    command.add("-Djava.awt.headless=true");
    command.add("-cp");
    command.add(absolute(System.getProperty("java.class.path")));
    command.add(NotebookRunner.class.getName());
    command.add(notebook.toAbsolutePath().toString());
    return command;
  }

  private static String absolute(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
