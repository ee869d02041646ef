package minitron.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import minitron.Distill;
import minitron.Teacher;
import minitron.Tune;
import minitron.io.Output;
import minitron.model.CausalLm;
import minitron.text.TokenCorpus;
import minitron.train.Run;
import minitron.train.TrainOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that train: correct, distill and finetune. */
final class TrainingCommands {
  private static final String TEXT =
      "A text file, JSON lines (FILE.jsonl, or FILE.jsonl#FIELD), either packed as .gz or .zst,"
          + " a folder of these, or token ids (.bin).";

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

    @Option(names = "--corpus", required = true, paramLabel = "FILE", description = TEXT)
    String corpus;

    @Option(
        names = "--tokens",
        required = true,
        paramLabel = "N",
        description = "How many tokens to train on.")
    long tokens;

    @Mixin TrainingFlags flags;

    @Override
    public Integer call() {
      TrainOptions options = flags.options(Teacher.options().tokens(tokens));
      try (Output place = flags.place(Path.of(out));
          CausalLm teacher = TrainingFlags.open("teacher", model)) {
        TokenCorpus text = flags.corpus(corpus, teacher, options);
        return flags.finish(Teacher.train(teacher, text, options), place);
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

    @Option(
        names = "--corpus",
        paramLabel = "FILE",
        description = {"What to learn from, if not --conversations.", TEXT})
    String corpus;

    @Mixin ConversationFlags talk;

    @Mixin TrainingFlags flags;

    @Override
    public Integer call() {
      TrainOptions options = flags.options(talk.options(Distill.options(), corpus));
      try (Output place = flags.place(Path.of(out));
          CausalLm large = TrainingFlags.open("teacher", teacher);
          CausalLm small = TrainingFlags.open("student", student)) {
        return flags.finish(run(large, small, options), place);
      }
    }

    private Run run(CausalLm large, CausalLm small, TrainOptions options) {
      return corpus == null
          ? Distill.run(large, small, talk.read(flags, small), options)
          : Distill.run(large, small, flags.corpus(corpus, small, options), options);
    }
  }

  @Command(
      name = "finetune",
      description = "Tune a model on conversations: it learns to write the assistant's turns.")
  static final class Finetuning implements Callable<Integer> {
    @Parameters(
        index = "0",
        paramLabel = "MODEL",
        description = "A checkpoint folder, or org/name in the hub's cache.")
    String model;

    @Parameters(index = "1", paramLabel = "OUT", description = "A new folder for the result.")
    String out;

    @Mixin ConversationFlags talk;

    @Mixin TrainingFlags flags;

    @Override
    public Integer call() {
      TrainOptions options = flags.options(talk.options(Tune.options(), null));
      try (Output place = flags.place(Path.of(out));
          CausalLm start = TrainingFlags.open("model", model)) {
        return flags.finish(Tune.run(start, talk.read(flags, start), options), place);
      }
    }
  }
}
