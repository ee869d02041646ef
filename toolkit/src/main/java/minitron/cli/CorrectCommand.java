package minitron.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import minitron.Checkpoint;
import minitron.Teacher;
import minitron.io.NewFolder;
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
    NewFolder.checkNew(Path.of(out));
    TrainOptions options = flags.options();
    try (CausalLm teacher = Checkpoint.load(model)) {
      System.out.println("teacher: " + teacher);
      return flags.train(teacher, out, corpus -> Teacher.train(teacher, corpus, options));
    }
  }
}
