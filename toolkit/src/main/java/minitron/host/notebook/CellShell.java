package minitron.host.notebook;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** JShell in this process; runs whole cells. */
final class CellShell implements AutoCloseable {
  /** Exactly what the rapaio kernel imports, because notebooks must run there too. */
  private static final List<String> IMPORTS =
      List.of("util", "io", "math", "net", "util.concurrent", "util.prefs", "util.regex");

  private final Values values = new Values();
  private final JShell shell;

  CellShell() {
    shell = JShell.builder().executionEngine(values, Map.of()).build();
    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .forEach(shell::addToClasspath);
    IMPORTS.forEach(name -> shell.eval("import java." + name + ".*;"));
  }

  /**
   * Runs a cell, statement by statement, to its end or to its first error.
   *
   * @return the value of its last expression; null if there is none
   */
  Object run(String cell) throws CellError {
    CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(cell);
    Object last = null;
    while (info.completeness().isComplete()) {
      last = statement(info.source().strip());
      info = shell.sourceCodeAnalysis().analyzeCompletion(info.remaining());
    }
    if (info.completeness() != Completeness.EMPTY) {
      String message = "the cell ends in the middle of a statement";
      throw new CellError("Incomplete", message, info.remaining().strip(), 0);
    }
    return last;
  }

  private Object statement(String source) throws CellError {
    values.last = null;
    Object value = null;
    for (SnippetEvent event : shell.eval(source)) {
      // Other events only say that other snippets were compiled again.
      if (event.causeSnippet() == null) {
        check(event, source);
        value = isValue(event.snippet()) ? values.last : null;
      }
    }
    return value;
  }

  private static boolean isValue(Snippet snippet) {
    return switch (snippet.subKind()) {
      case VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND, TEMP_VAR_EXPRESSION_SUBKIND -> true;
      default -> false;
    };
  }

  private void check(SnippetEvent event, String source) throws CellError {
    if (event.exception() != null) {
      throw thrown(event.exception(), event.snippet(), source);
    }
    if (event.status().isDefined()) {
      return;
    }
    List<Diag> errors = shell.diagnostics(event.snippet()).filter(Diag::isError).toList();
    String message =
        errors.isEmpty()
            ? "it uses a name that is not defined"
            : errors.stream()
                .map(error -> error.getMessage(Locale.ROOT).strip())
                .collect(Collectors.joining("\n"));
    int line = errors.isEmpty() ? 0 : lineOf(source, errors.get(0).getPosition());
    throw new CellError("Compiler", message, source, line);
  }

  private static CellError thrown(JShellException exception, Snippet snippet, String source) {
    String name =
        exception instanceof EvalException eval
            ? eval.getExceptionClassName()
            : exception.getClass().getSimpleName();
    String message = exception.getMessage() == null ? "" : exception.getMessage().strip();
    int line =
        Stream.of(exception.getStackTrace())
            .filter(frame -> ("#" + snippet.id()).equals(frame.getFileName()))
            .mapToInt(StackTraceElement::getLineNumber)
            .findFirst()
            .orElse(0);
    return new CellError(name, message, source, line);
  }

  private static int lineOf(String source, long position) {
    int end = (int) Math.min(Math.max(0, position), source.length());
    return 1 + (int) source.substring(0, end).chars().filter(c -> c == '\n').count();
  }

  @Override
  public void close() {
    shell.close();
  }

  /** Runs statements in this thread, and keeps the value of an expression, not its text. */
  private static final class Values extends DirectExecutionControl
      implements ExecutionControlProvider {
    private Object last;

    @Override
    protected String invoke(Method statement)
        throws IllegalAccessException, InvocationTargetException {
      last = statement.invoke(null);
      return "";
    }

    @Override
    public String name() {
      return "in-process";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
      return this;
    }
  }
}
