package minitron.host.notebook;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
      List.of(
          "java.util.*",
          "java.io.*",
          "java.math.*",
          "java.net.*",
          "java.util.concurrent.*",
          "java.util.prefs.*",
          "java.util.regex.*");

  /**
   * The outcome of a cell.
   *
   * @param value the value of its last expression; null if there is none
   * @param error why it failed, if it did
   */
  record Outcome(Object value, Optional<CellError> error) {
    static Outcome of(Object value) {
      return new Outcome(value, Optional.empty());
    }
  }

  private final Values values = new Values();
  private final JShell shell;

  CellShell() {
    shell = JShell.builder().executionEngine(new InProcess(values), Map.of()).build();
    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .forEach(shell::addToClasspath);
    IMPORTS.forEach(name -> shell.eval("import " + name + ";"));
  }

  /** Runs a cell, statement by statement, to its end or to its first error. */
  Outcome run(String cell) {
    CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(cell);
    Object last = null;
    while (info.completeness().isComplete()) {
      Outcome outcome = statement(info.source().strip());
      if (outcome.error().isPresent()) {
        return outcome;
      }
      last = outcome.value();
      info = shell.sourceCodeAnalysis().analyzeCompletion(info.remaining());
    }
    if (info.completeness() != Completeness.EMPTY) {
      String rest = info.remaining().strip();
      String message = "the cell ends in the middle of a statement";
      return new Outcome(null, Optional.of(new CellError("Incomplete", message, rest, 0)));
    }
    return Outcome.of(last);
  }

  private Outcome statement(String source) {
    if (source.isEmpty()) {
      return Outcome.of(null);
    }
    values.last = null;
    Object value = null;
    for (SnippetEvent event : shell.eval(source)) {
      // Other events only say that other snippets were compiled again.
      if (event.causeSnippet() != null) {
        continue;
      }
      Optional<CellError> error = error(event, source);
      if (error.isPresent()) {
        return new Outcome(null, error);
      }
      value = isValue(event.snippet()) ? values.last : null;
    }
    return Outcome.of(value);
  }

  private static boolean isValue(Snippet snippet) {
    return switch (snippet.subKind()) {
      case VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND, TEMP_VAR_EXPRESSION_SUBKIND -> true;
      default -> false;
    };
  }

  private Optional<CellError> error(SnippetEvent event, String source) {
    JShellException exception = event.exception();
    if (exception != null) {
      return Optional.of(thrown(exception, event.snippet(), source));
    }
    if (event.status().isDefined()) {
      return Optional.empty();
    }
    List<Diag> errors = shell.diagnostics(event.snippet()).filter(Diag::isError).toList();
    String message =
        errors.isEmpty()
            ? "it uses a name that is not defined"
            : errors.stream()
                .map(error -> error.getMessage(Locale.ROOT).strip())
                .collect(Collectors.joining("\n"));
    int line = errors.isEmpty() ? 0 : lineOf(source, errors.get(0).getPosition());
    return Optional.of(new CellError("Compiler", message, source, line));
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
  private static final class Values extends DirectExecutionControl {
    private Object last;

    @Override
    protected String invoke(Method statement)
        throws IllegalAccessException, InvocationTargetException {
      last = statement.invoke(null);
      return "";
    }
  }

  private record InProcess(Values values) implements ExecutionControlProvider {
    @Override
    public String name() {
      return "in-process";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
      return values;
    }
  }
}
