package minitron.host.notebook;

import java.nio.file.Path;
import minitron.host.notebook.NotebookRunner.Result;

/**
 * Runs notebooks one after the other in one Java, which is warm after the first: so a test can
 * afford them all. It stands in their folder, as they expect.
 */
public final class InTurn {
  private InTurn() {}

  /** Runs the notebooks of these files; exit code 1 after a cell that fails. */
  public static void main(String[] files) {
    for (String file : files) {
      Result result = NotebookRunner.run(Path.of(file), where -> {});
      System.out.println(file + "  " + result);
      if (result.failure().isPresent()) {
        System.exit(1);
      }
    }
    System.exit(0);
  }
}
