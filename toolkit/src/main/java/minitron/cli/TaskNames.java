package minitron.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Takes the names behind --task, up to an option or a path: a MODEL may stand behind them. */
final class TaskNames implements IParameterConsumer {
  @Override
  @SuppressWarnings("JdkObsolete") // The stack is picocli's.
  public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
    if (arguments.isEmpty() || arguments.peek().startsWith("-")) {
      throw new ParameterException(
          command.commandLine(), "--task needs NAME=SHOTS, e.g. winogrande=5");
    }
    List<String> names = new ArrayList<>(option.<List<String>>getValue());
    names.add(arguments.pop());
    while (!arguments.isEmpty() && !endsNames(arguments.peek())) {
      names.add(arguments.pop());
    }
    option.setValue(names);
  }

  private static boolean endsNames(String argument) {
    return argument.startsWith("-")
        || argument.contains("/")
        || Files.isDirectory(Path.of(argument));
  }
}
