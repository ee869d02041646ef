package minitron.cli;

import java.util.concurrent.Callable;
import minitron.Distill;
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
    TrainOptions options = flags.options(out);
    try (CausalLm large = TrainingFlags.open("teacher", teacher);
        CausalLm small = TrainingFlags.open("student", student)) {
      return flags.train(small, options, corpus -> Distill.run(large, small, corpus, options), out);
    }
  }
}
