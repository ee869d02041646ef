package minitron.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import minitron.conformance.Conformance;
import minitron.conformance.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "conformance",
    description = "Compare with numbers that another program computed on the same checkpoint.")
final class ConformanceCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      description =
          "A checkpoint with expected.json and expected.safetensors beside it, or a folder of golden rows.")
  Path folder;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The benchmarks' own rows (bfcl, mt_bench …), for golden rows that name some.")
  Optional<Path> data = Optional.empty();

  @Override
  public Integer call() {
    Report report = Conformance.check(folder, data);
    System.out.println(report);
    return report.passed() ? 0 : 1;
  }
}
