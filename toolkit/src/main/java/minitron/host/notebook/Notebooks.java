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
import minitron.host.Allocator;
import minitron.io.Disk;
import minitron.io.Messages;
import minitron.io.WriterLock;
import minitron.runs.Cancel;

/** Runs the notebooks of a folder one after the other, each in a Java of its own. */
public final class Notebooks {
  private Notebooks() {}

  /**
   * Runs notebooks in the order of their names, and stops at the first failing cell. Each is
   * written when it has ended, so one that is killed is as it was before.
   *
   * @param names the starts of their names, e.g. {@code 00} or {@code 05-width}; empty for all
   * @param folder where they are, and where they run, as in Jupyter
   * @param settings the system properties minitron.NAME that they get, e.g. {@code budget}
   * @param resume whether those are passed over that ran to their end before with the same code,
   *     toolkit and settings, and are as that left them
   * @param out where a line for each is printed
   * @return 0, or 1 if a cell failed
   * @throws IllegalArgumentException if no notebook's name starts so, or others run there now
   */
  public static int run(
      List<String> names,
      Path folder,
      Map<String, String> settings,
      boolean resume,
      PrintStream out) {
    List<Path> chosen = chosen(names, all(folder));
    WriterLock alone = lock(folder);
    try {
      Finished finished = Finished.in(folder, settings);
      for (Path notebook : chosen) {
        if (resume && finished.has(notebook)) {
          out.println(NotebookRunner.stem(notebook) + "  is finished, and is passed over");
        } else if (runOne(notebook, settings, out) == 0) {
          finished.add(notebook);
        } else {
          if (Cancel.current().requested()) {
            out.println("Stopped; the same call with --resume passes over what is finished.");
          }
          return 1;
        }
      }
      return 0;
    } finally {
      alone.close();
    }
  }

  private static WriterLock lock(Path folder) {
    try {
      return WriterLock.in(folder);
    } catch (IOException e) {
      throw Disk.cannot(folder, e);
    }
  }

  private static List<Path> all(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "There is no folder " + folder + "; run this in the folder above it, or give --folder.");
    }
    List<Path> all =
        Disk.list(folder).stream().filter(file -> file.toString().endsWith(".ipynb")).toList();
    if (all.isEmpty()) {
      throw new IllegalArgumentException(folder + " holds no notebook (.ipynb).");
    }
    for (Path file : all) {
      if (file.toString().indexOf('\uFFFD') >= 0) {
        throw new IllegalArgumentException(
            file + " has letters that this locale cannot name: set LC_ALL=C.UTF-8.");
      }
    }
    return all;
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

  /** All lines that are not blank. */
  private static void copyLines(InputStream lines, PrintStream out) throws IOException {
    try (var reader = new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8))) {
      reader.lines().filter(line -> !line.isBlank()).forEach(out::println);
    }
  }

  private static int runOne(Path notebook, Map<String, String> settings, PrintStream out) {
    ProcessBuilder builder =
        new ProcessBuilder(command(notebook, settings)).redirectErrorStream(true);
    builder.directory(notebook.toAbsolutePath().getParent().toFile());
    Allocator.ENVIRONMENT.forEach(builder.environment()::putIfAbsent);
    try {
      int code = waitFor(builder.start(), out);
      if (code > 1) {
        out.println(notebook.getFileName() + " ended Java with exit code " + code + ".");
      }
      return code;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run " + notebook + ": " + Messages.reason(e) + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /**
   * Waits for a notebook's process, which is ended when this process ends: its standard input stays
   * open until then.
   */
  private static int waitFor(Process process, PrintStream out)
      throws IOException, InterruptedException {
    // Process.destroy() would also close the stream of its last output.
    var stop = new Thread(process.toHandle()::destroy);
    if (!hook(() -> Runtime.getRuntime().addShutdownHook(stop))) {
      process.toHandle().destroy();
    }
    copyLines(process.getInputStream(), out);
    int code = process.waitFor();
    hook(() -> Runtime.getRuntime().removeShutdownHook(stop));
    return code;
  }

  /** Adds or removes a shutdown hook; false if this process is ending already. */
  private static boolean hook(Runnable change) {
    try {
      change.run();
      return true;
    } catch (IllegalStateException shuttingDown) {
      return false;
    }
  }

  /** The command that runs a notebook in a Java like this one. */
  private static List<String> command(Path notebook, Map<String, String> settings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-agent") && !option.startsWith("-javaagent"))
        .forEach(command::add);
    settings.forEach((name, value) -> command.add("-Dminitron." + name + "=" + value));
    String classPath = absolute(System.getProperty("java.class.path"));
    command.addAll(List.of("-Djava.awt.headless=true", "-cp", classPath));
    command.addAll(List.of(NotebookRunner.class.getName(), notebook.toAbsolutePath().toString()));
    return command;
  }

  private static String absolute(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
