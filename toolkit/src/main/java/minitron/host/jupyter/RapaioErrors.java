package minitron.host.jupyter;

import java.util.List;
import java.util.regex.Pattern;
import jdk.jshell.EvalException;
import org.rapaio.jupyter.kernel.core.RapaioKernel;
import org.rapaio.jupyter.kernel.core.format.ErrorFormatters;
import org.rapaio.jupyter.kernel.message.messages.ErrorReply;

/** What a front end is told of a cell that failed. */
final class RapaioErrors {
  private static final Pattern COLOURS = Pattern.compile("\u001b\\[[\\d;]*m");

  private RapaioErrors() {}

  /**
   * The error of a cell.
   *
   * @param stopped why it was broken off; null if it was not
   */
  static ErrorReply of(Throwable e, String stopped, RapaioKernel kernel, int count) {
    if (stopped != null) {
      return new ErrorReply("Interrupted", stopped, List.of("Interrupted: " + stopped), count);
    }
    String name =
        e instanceof EvalException thrown
            ? thrown.getExceptionClassName()
            : e.getClass().getSimpleName();
    List<String> trace =
        e instanceof Exception known
            ? ErrorFormatters.exceptionFormat(kernel, known)
            : List.of("The cell's value cannot be shown: " + e);
    return new ErrorReply(name, text(e, trace), trace, count);
  }

  /** The message; of a compile error, which has none, what its coloured lines say. */
  private static String text(Throwable e, List<String> trace) {
    if (e.getMessage() != null) {
      return e.getMessage();
    }
    return e instanceof EvalException
        ? ""
        : COLOURS.matcher(String.join("\n", trace)).replaceAll("").strip();
  }
}
