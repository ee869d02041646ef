package minitron.cli;

import static minitron.io.Messages.shortened;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import minitron.Doctor;
import minitron.cli.shell.Failures;
import minitron.cli.shell.Shell;
import minitron.tensor.Engines;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: every command calls the facades that a notebook calls. */
@Command(
    name = "minitron",
    description = {
      "Prune, distil and score language models, as in the Minitron paper.",
      "What a command needs: minitron COMMAND --help."
    },
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Minitron.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DoctorCommand.class,
      DownloadCommand.class,
      TrainingCommands.Correction.class,
      SweepCommand.class,
      PruneCommand.class,
      TrainingCommands.Distillation.class,
      TrainingCommands.Finetuning.class,
      EvaluateCommand.class,
      ConformanceCommand.class,
      SandboxCommand.class,
      KernelCommand.class,
      NotebooksCommand.class,
      TinyWorldCommand.class,
      BenchCommand.class,
    })
final class Minitron {
  private static final Set<String> DEVICES = Set.of("auto", "cpu", "gpu");

  /** What --version prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"minitron " + Doctor.version()};
    }
  }

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

  /** Runs a command and gives its code; an Error of Java leaves it. */
  static int run(String... arguments) {
    Optional<String> unreadable = Shell.unreadable(arguments);
    if (unreadable.isPresent()) {
      System.err.println(unreadable.get());
      return 1;
    }
    Engines.quiet();
    CommandLine line = new CommandLine(new Minitron());
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, arguments));
    line.setParameterExceptionHandler(Minitron::misused);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    if (arguments.length == 0) {
      line.usage(line.getOut());
      return 2;
    }
    return line.execute(arguments);
  }

  private static int failed(Exception e, String... arguments) {
    Failures.tell(e, arguments);
    return 1;
  }

  private static int misused(ParameterException e, String[] arguments) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    String mistake = shortened(e.getMessage().strip().replaceFirst("\\.$", ""));
    System.err.println(mistake + "; see " + command + " --help.");
    if (Arrays.asList(arguments).contains("--verbose")) {
      e.printStackTrace();
    }
    return 2;
  }
}
