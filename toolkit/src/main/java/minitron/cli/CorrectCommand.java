package minitron.cli;

import java.util.concurrent.Callable;
import minitron.Teacher;
import minitron.model.CausalLm;
import minitron.train.TrainOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "correct",
    description = "Fine-tune a teacher on the text that will be distilled on.",
    mixinStandardHelpOptions = true)
final class CorrectCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = "The teacher.")
  String model;

  @Parameters(index = "1", paramLabel = "OUT", description = "A new folder for the result.")
  String out;

  @Mixin TrainingFlags flags;

  @Override
  public Integer call() {
    TrainOptions options = flags.options(out);
    try (CausalLm teacher = TrainingFlags.open("teacher", model)) {
      return flags.train(teacher, options, corpus -> Teacher.train(teacher, corpus, options), out);
    }
  }
}
