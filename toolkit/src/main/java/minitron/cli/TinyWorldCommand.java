package minitron.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import minitron.TinyTeacher;
import minitron.data.tinyworld.Register;
import minitron.data.tinyworld.Stories;
import minitron.data.tinyworld.TinyWorld;
import minitron.model.CausalLm;
import minitron.model.Checkpoints;
import minitron.model.Dtype;
import minitron.model.NewFolder;
import minitron.tensor.Precision;
import minitron.train.CheckpointPlan;
import minitron.train.Run;
import minitron.train.TrainOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes TinyWorld's parts again: text, items, tokenizer and teacher. */
@Command(
    name = "tinyworld",
    description = "Write TinyWorld's stories or items, train its tokenizer or its teacher.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class TinyWorldCommand {
  /** No file of the committed teacher is larger. */
  private static final long SHARD = 3_900_000;

  private static final String OUT = "A new file or folder for the result.";

  @Command(description = "Stories as a text file.", mixinStandardHelpOptions = true)
  int text(
      @Parameters(paramLabel = "OUT", description = OUT) Path out,
      @Option(names = "--register", defaultValue = "original", paramLabel = "original|shifted")
          String register,
      @Option(names = "--characters", defaultValue = "1000000", paramLabel = "N") long characters,
      @Option(names = "--seed", defaultValue = "8", paramLabel = "N") long seed)
      throws IOException {
    NewFolder.checkNew(out);
    Files.writeString(out, new Stories(Register.of(register), seed).text(characters));
    return 0;
  }

  @Command(description = "All items, OUT/<dataset>/<split>.jsonl.", mixinStandardHelpOptions = true)
  int items(@Parameters(paramLabel = "OUT", description = OUT) Path out) {
    NewFolder.checkNew(out);
    TinyWorld.writeItems(out);
    return 0;
  }

  @Command(description = "The tokenizer's two files.", mixinStandardHelpOptions = true)
  int tokenizer(@Parameters(paramLabel = "OUT", description = OUT) Path out) {
    NewFolder.checkNew(out);
    TinyWorld.trainTokenizer(out, TinyTeacher.WINDOW);
    return 0;
  }

  @Command(
      description = "The teacher, or a control with fewer layers.",
      mixinStandardHelpOptions = true)
  int teacher(
      @Parameters(index = "0", paramLabel = "TOKENIZER", description = "The tokenizer's folder.")
          String home,
      @Parameters(index = "1", paramLabel = "OUT", description = OUT) Path out,
      @Option(names = "--layers", defaultValue = "12", paramLabel = "N") int layers,
      @Option(names = "--tokens", paramLabel = "N") Long tokens,
      @Option(names = "--learning-rate", paramLabel = "X") Double learningRate,
      @Option(names = "--dtype", paramLabel = "f32|bf16") String dtype,
      @Option(names = "--checkpoint", paramLabel = "DIR") Path checkpoint,
      @Option(names = "--resume") boolean resume)
      throws IOException {
    NewFolder.checkNew(out);
    TrainOptions options = TinyTeacher.options();
    options = tokens == null ? options : options.tokens(tokens);
    options = learningRate == null ? options : options.learningRate(learningRate);
    options = dtype == null ? options : options.precision(Precision.of(dtype));
    if (checkpoint != null) {
      options = options.checkpoints(new CheckpointPlan(checkpoint, 1000, resume));
    }
    try (CausalLm start = TinyTeacher.fresh(home, layers)) {
      System.out.println(start);
      System.out.println(options);
      Run run = TinyTeacher.train(start, options);
      Checkpoints.save(run.model().as(Dtype.BF16), out, SHARD);
      Files.writeString(out.resolve("curve.csv"), TinyTeacher.curve(run));
      System.out.println(run);
      System.out.println("saved: " + out);
      return run.finished() ? 0 : 1;
    }
  }
}
