package minitron.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import minitron.Budget;
import minitron.host.notebook.Notebooks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "notebooks",
    description = "Run notebooks without a browser and write their outputs into them.")
final class NotebooksCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      arity = "0..*",
      split = ",",
      paramLabel = "NAME",
      description = "The start of a name, e.g. 00 or 05-width; all, or nothing, runs all.")
  List<String> names = List.of();

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "The folder they are in; default: ${DEFAULT-VALUE}.")
  Path folder = Path.of("notebooks");

  @Option(names = "--fast", description = "The smallest budget, to see that they run.")
  boolean fast;

  @Option(
      names = "--budget",
      paramLabel = "fast|small|full",
      description = "How much they compute; default: MINITRON_BUDGET, or else small.")
  Budget budget;

  @Option(
      names = "--resume",
      description =
          "Pass over those that ran to their end before, with the same code, toolkit and budget.")
  boolean resume;

  @Override
  public Integer call() {
    List<String> chosen = names.equals(List.of("all")) ? List.of() : names;
    return Notebooks.run(chosen, folder, Map.of("budget", wanted().toString()), resume, System.out);
  }

  private Budget wanted() {
    if (fast && budget != null) {
      throw new ParameterException(
          spec.commandLine(), "--fast is the same as --budget fast: give one of the two");
    }
    return fast ? Budget.FAST : budget == null ? Budget.current() : budget;
  }
}
