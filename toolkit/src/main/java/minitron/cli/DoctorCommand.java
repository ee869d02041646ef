package minitron.cli;

import java.util.concurrent.Callable;
import minitron.Doctor;
import picocli.CommandLine.Command;

@Command(
    name = "doctor",
    description = "Say what the toolkit runs on, and whether it works.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    Doctor.report(System.out::println);
    return 0;
  }
}
