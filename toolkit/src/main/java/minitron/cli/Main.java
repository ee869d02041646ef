package minitron.cli;

import minitron.cli.shell.CtrlC;
import minitron.cli.shell.Failures;
import minitron.cli.shell.Shell;
import minitron.runs.Cancel;

/** The process of a command line. It needs nothing but Java, to say what is missing. */
public final class Main {
  private Main() {}

  /** Runs a command and ends the process with its code: 0, 1 for a failure, 2 for bad arguments. */
  public static void main(String[] arguments) {
    int code = 1;
    try {
      Failures.prepare();
      code = start(arguments);
    } catch (Throwable e) {
      Failures.tell(e, arguments);
    } finally {
      end(code);
    }
  }

  private static int start(String... arguments) {
    var shell = new Shell();
    shell.print();
    var cancel = new Cancel();
    CtrlC key = CtrlC.listen(cancel);
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> died(e, key));
    try {
      return shell.written(cancel.during(() -> Minitron.run(arguments)));
    } finally {
      key.done();
    }
  }

  /** What a thread beside the command's own did not catch; the command may wait for it for ever. */
  private static void died(Throwable e, CtrlC key) {
    try {
      Failures.tell(e);
    } finally {
      if (e instanceof Error) {
        key.done();
        end(1);
      }
    }
  }

  /** Ends the process, whatever is left of it. */
  private static void end(int code) {
    try {
      System.exit(code);
    } finally {
      Runtime.getRuntime().halt(code);
    }
  }
}
