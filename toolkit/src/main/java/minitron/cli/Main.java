package minitron.cli;

import java.nio.file.AccessDeniedException;
import java.util.Arrays;
import java.util.Set;
import minitron.Doctor;
import minitron.runs.Cancel;
import minitron.tensor.Engines;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: every command calls the facades that a notebook calls. */
@Command(
    name = "minitron",
    description = "Prune, distil and score language models, as in the Minitron paper.",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ConformanceCommand.class,
      EvaluateCommand.class,
      PruneCommand.class,
      TrainingCommands.Correction.class,
      TrainingCommands.Distillation.class,
      SweepCommand.class,
      KernelCommand.class,
      NotebooksCommand.class,
      TinyWorldCommand.class,
      BenchCommand.class,
    })
public final class Main {
  private static final Set<String> DEVICES = Set.of("auto", "cpu", "gpu");

  @Spec CommandSpec spec;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show where in the code a failure came from.")
  boolean verbose;

  @Option(
      names = "--device",
      scope = ScopeType.INHERIT,
      paramLabel = "auto|cpu|gpu",
      description = "Where to compute; a GPU that is asked for and missing is an error.")
  void device(String device) {
    if (!DEVICES.contains(device)) {
      throw new ParameterException(
          spec.commandLine(), "Unknown device '" + device + "': allowed are auto, cpu and gpu");
    }
    System.setProperty("minitron.device", device);
  }

  @Command(description = "Say what the toolkit runs on, and whether it works.")
  int doctor() {
    Doctor.report(System.out::println);
    return 0;
  }

  /** Runs a command and ends the process with its code: 0, 1 for a failure, 2 for bad arguments. */
  public static void main(String[] arguments) {
    var cancel = new Cancel();
    CtrlC key = CtrlC.listen(cancel);
    int code = cancel.during(() -> run(arguments));
    key.done();
    System.exit(code);
  }

  /** Runs a command and gives its code. */
  static int run(String... arguments) {
    Engines.quiet();
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler(Main::failed);
    line.setParameterExceptionHandler(Main::misused);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    if (arguments.length == 0) {
      line.usage(System.out);
      return 2;
    }
    try {
      return line.execute(arguments);
    } catch (OutOfMemoryError | LinkageError e) {
      System.err.println(
          e instanceof OutOfMemoryError
              ? "Java has too little memory for this: give it more with -Xmx, or ask for less."
              : "The native library does not work here (" + e.getMessage() + "): run doctor.");
      return 1;
    }
  }

  private static int failed(Exception e, CommandLine line, CommandLine.ParseResult arguments) {
    Main main = line.getCommandSpec().root().userObject() instanceof Main m ? m : new Main();
    System.err.println(sentence(e));
    if (main.verbose) {
      e.printStackTrace();
    }
    return 1;
  }

  /** What is said of a failure. */
  static String sentence(Exception e) {
    String message = e.getMessage() == null ? "" : withReason(e.getMessage().strip(), e);
    boolean ours = e instanceof IllegalArgumentException || e instanceof IllegalStateException;
    if (message.isEmpty()) {
      return "It failed: " + e.getClass().getSimpleName() + "; --verbose shows where.";
    }
    return ours ? message : message.lines().findFirst().orElseThrow();
  }

  /** Java's message for a file without permission is its path alone, which does not say so. */
  private static String withReason(String message, Throwable e) {
    if (e instanceof AccessDeniedException denied && denied.getReason() == null) {
      String file = denied.getFile();
      String before = message.endsWith(": " + file) ? message.replace(": " + file, "") : message;
      return before + ": there is no permission for it.";
    }
    return e.getCause() == null ? message : withReason(message, e.getCause());
  }

  private static int misused(ParameterException e, String[] arguments) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    String mistake = e.getMessage().strip().replaceFirst("\\.$", "");
    System.err.println(mistake + "; see " + command + " --help.");
    if (Arrays.asList(arguments).contains("--verbose")) {
      e.printStackTrace();
    }
    return 2;
  }
}
