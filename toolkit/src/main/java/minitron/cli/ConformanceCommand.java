package minitron.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import minitron.conformance.Conformance;
import minitron.conformance.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "conformance",
    description = "Compare with numbers that another program computed on the same checkpoint.")
final class ConformanceCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      description = "A checkpoint with expected.json and expected.safetensors beside it.")
  Path folder;

  @Override
  public Integer call() {
    Report report = Conformance.check(folder);
    System.out.println(report);
    return report.passed() ? 0 : 1;
  }
}
