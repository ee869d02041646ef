package minitron.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import minitron.Checkpoint;
import minitron.Distill;
import minitron.io.NewFolder;
import minitron.model.CausalLm;
import minitron.train.TrainOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "distill",
    description = "Distil a teacher into a pruned student by forward KL on the logits.",
    mixinStandardHelpOptions = true)
final class DistillCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "TEACHER", description = "The corrected teacher.")
  String teacher;

  @Parameters(index = "1", paramLabel = "STUDENT", description = "The pruned model.")
  String student;

  @Parameters(index = "2", paramLabel = "OUT", description = "A new folder for the result.")
  String out;

  @Mixin TrainingFlags flags;

  @Override
  public Integer call() {
    NewFolder.checkNew(Path.of(out));
    TrainOptions options = flags.options();
    try (CausalLm large = Checkpoint.load(teacher);
        CausalLm small = Checkpoint.load(student)) {
      System.out.println("teacher: " + large);
      System.out.println("student: " + small);
      return flags.train(small, out, corpus -> Distill.run(large, small, corpus, options));
    }
  }
}
