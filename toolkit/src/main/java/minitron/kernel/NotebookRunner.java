package minitron.kernel;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import minitron.report.Numbers;

/** Runs one notebook in this process, without Jupyter, and writes its outputs back. */
public final class NotebookRunner {
  private NotebookRunner() {}

  /**
   * How a notebook went.
   *
   * @param cells its cells of code
   * @param run how many of them were run
   * @param seconds how long they took
   * @param failure what stopped it, if anything did
   */
  record Result(int cells, int run, double seconds, Optional<CellError> failure) {
    @Override
    public String toString() {
      String end = failure.isEmpty() ? cells + " cells, " : "cell " + run + " of " + cells;
      return failure
          .map(error -> end + " failed:\n\n" + error.trace() + "\n")
          .orElseGet(() -> end + Numbers.duration(seconds));
    }
  }

  /** Runs the notebook named by the only argument; exit code 1 if a cell failed. */
  public static void main(String[] arguments) {
    Path file = Path.of(arguments[0]);
    PrintStream out = System.out;
    out.print(stem(file) + "  ");
    out.flush();
    Result result;
    try {
      result = run(file);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      out.println(e.getMessage());
      System.exit(1);
      return;
    }
    out.println(result);
    System.exit(result.failure().isEmpty() ? 0 : 1);
  }

  /** Runs a notebook to its end or to its first failing cell. */
  static Result run(Path file) {
    Notebook notebook = Notebook.read(file);
    List<Notebook.Cell> cells = notebook.cells();
    cells.forEach(Notebook.Cell::clear);
    long began = System.nanoTime();
    int count = 0;
    Optional<CellError> failure = Optional.empty();
    try (var shell = new CellShell()) {
      while (count < cells.size() && failure.isEmpty()) {
        Notebook.Cell cell = cells.get(count++);
        failure = run(shell, cell, count).filter(error -> !cell.mayFail());
      }
    }
    notebook.write();
    return new Result(cells.size(), count, (System.nanoTime() - began) / 1e9, failure);
  }

  private static Optional<CellError> run(CellShell shell, Notebook.Cell cell, int count) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    var output = new CellOutput();
    System.setOut(output);
    System.setErr(output);
    try {
      CellShell.Outcome outcome = shell.run(cell.source());
      outcome.error().ifPresent(output::error);
      if (outcome.value() != null) {
        output.result(count, Mime.bundle(outcome.value()));
      }
      return outcome.error();
    } finally {
      System.setOut(out);
      System.setErr(err);
      cell.outputs(count, output.outputs());
    }
  }

  static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.ipynb$", "");
  }
}
