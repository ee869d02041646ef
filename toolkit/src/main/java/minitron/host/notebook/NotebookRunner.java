package minitron.host.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import minitron.host.Bundle;
import minitron.host.Mime;
import minitron.report.Numbers;

/** Runs one notebook in this process, without Jupyter, and writes its outputs back. */
public final class NotebookRunner {
  private NotebookRunner() {}

  /**
   * The outcome of a notebook.
   *
   * @param cells how many cells of code it has
   * @param run how many of them were run
   * @param seconds how long they took
   * @param failure the error that stopped it, if any
   */
  record Result(int cells, int run, double seconds, Optional<CellError> failure) {
    @Override
    public String toString() {
      return failure
          .map(e -> "cell " + run + " of " + cells + " failed:\n\n" + e.trace() + "\n")
          .orElseGet(() -> cells + " cells, " + Numbers.duration(seconds));
    }
  }

  /**
   * Runs the notebook named by the only argument; exit code 1 if a cell failed. It ends when its
   * standard input does, since that is held open by the program that started it.
   */
  public static void main(String[] arguments) {
    endWithStarter();
    Path file = Path.of(arguments[0]);
    // What the command that runs this expects, in any locale.
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    out.print(stem(file) + "  ");
    out.flush();
    var where = new AtomicReference<String>();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ended(where.get(), out)));
    Result result;
    try {
      result = run(file, where::set);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      out.println(e.getMessage());
      System.exit(1);
      return;
    } catch (RuntimeException | Error e) {
      out.println("it could not be run or written: " + e.getClass().getSimpleName() + ".");
      System.exit(1);
      return;
    }
    out.println(result);
    System.exit(result.failure().isEmpty() ? 0 : 1);
  }

  /** Even a starter that is killed lets go of the pipe; cells find nothing in it to read. */
  private static void endWithStarter() {
    InputStream starter = System.in;
    System.setIn(InputStream.nullInputStream());
    var watch =
        new Thread(
            () -> {
              try {
                starter.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // It is gone, too.
              }
              Runtime.getRuntime().halt(1);
            });
    watch.setDaemon(true);
    watch.start();
  }

  /** A cell that ends this process has failed, whatever the exit code. */
  private static void ended(String where, PrintStream out) {
    if (where != null) {
      out.println(where);
      out.flush();
      Runtime.getRuntime().halt(1);
    }
  }

  /**
   * Runs a notebook to its end or to its first failing cell.
   *
   * @param where gets the message for a cell that ends the process, then null
   */
  static Result run(Path file, Consumer<String> where) {
    Notebook notebook = Notebook.read(file);
    List<Notebook.Cell> cells = notebook.cells();
    cells.forEach(Notebook.Cell::clear);
    long began = System.nanoTime();
    int count = 0;
    Optional<CellError> failure = Optional.empty();
    try (var shell = new CellShell()) {
      while (count < cells.size() && failure.isEmpty()) {
        Notebook.Cell cell = cells.get(count++);
        var end = new CellError("Java ended", "", cell.source(), 0);
        where.accept(new Result(cells.size(), count, 0, Optional.of(end)).toString());
        failure = run(shell, cell, count).filter(error -> !cell.mayFail());
      }
    } finally {
      where.accept(null);
      notebook.write();
    }
    return new Result(cells.size(), count, (System.nanoTime() - began) / 1e9, failure);
  }

  private static Optional<CellError> run(CellShell shell, Notebook.Cell cell, int count) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    var output = new CellOutput();
    System.setOut(output);
    System.setErr(output.errors());
    try {
      Object value = shell.run(cell.source());
      if (value != null) {
        output.result(count, bundle(value, cell.source()));
      }
      return Optional.empty();
    } catch (CellError error) {
      output.error(error);
      return Optional.of(error);
    } finally {
      System.setOut(out);
      System.setErr(err);
      cell.outputs(count, output.outputs());
    }
  }

  private static Bundle bundle(Object value, String source) throws CellError {
    try {
      return Mime.bundle(value);
    } catch (RuntimeException | Error e) {
      String message = "the cell's value cannot be shown: " + e.getMessage();
      throw new CellError(e.getClass().getName(), message, source, 0);
    }
  }

  static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.ipynb$", "");
  }
}
