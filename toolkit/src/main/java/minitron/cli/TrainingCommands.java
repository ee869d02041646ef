package minitron.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import minitron.Distill;
import minitron.Teacher;
import minitron.io.Output;
import minitron.model.CausalLm;
import minitron.train.TrainOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The commands that train: correct and distill. */
final class TrainingCommands {
  private TrainingCommands() {}

  @Command(
      name = "correct",
      description = "Fine-tune a teacher on the text that will be distilled on.")
  static final class Correction implements Callable<Integer> {
    @Parameters(
        index = "0",
        paramLabel = "MODEL",
        description = "The teacher: a checkpoint folder, or org/name in the hub's cache.")
    String model;

    @Parameters(index = "1", paramLabel = "OUT", description = "A new folder for the result.")
    String out;

    @Mixin TrainingFlags flags;

    @Override
    public Integer call() {
      TrainOptions options = flags.options();
      try (Output place = flags.place(Path.of(out));
          CausalLm teacher = TrainingFlags.open("teacher", model)) {
        return flags.train(
            teacher, options, corpus -> Teacher.train(teacher, corpus, options), place);
      }
    }
  }

  @Command(
      name = "distill",
      description = "Distil a teacher into a pruned student by forward KL on the logits.")
  static final class Distillation implements Callable<Integer> {
    @Parameters(
        index = "0",
        paramLabel = "TEACHER",
        description = "The corrected teacher: a checkpoint.")
    String teacher;

    @Parameters(
        index = "1",
        paramLabel = "STUDENT",
        description = "The pruned model: a checkpoint.")
    String student;

    @Parameters(index = "2", paramLabel = "OUT", description = "A new folder for the result.")
    String out;

    @Mixin TrainingFlags flags;

    @Override
    public Integer call() {
      TrainOptions options = flags.options();
      try (Output place = flags.place(Path.of(out));
          CausalLm large = TrainingFlags.open("teacher", teacher);
          CausalLm small = TrainingFlags.open("student", student)) {
        return flags.train(
            small, options, corpus -> Distill.run(large, small, corpus, options), place);
      }
    }
  }
}
