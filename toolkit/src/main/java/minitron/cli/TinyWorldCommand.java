package minitron.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import minitron.Checkpoint;
import minitron.checkpoint.Dtype;
import minitron.io.NewFile;
import minitron.io.NewFolder;
import minitron.io.Output;
import minitron.model.CausalLm;
import minitron.model.Checkpoints;
import minitron.runs.Progress;
import minitron.tinyworld.Stories;
import minitron.tinyworld.TinyCurve;
import minitron.tinyworld.TinyScores;
import minitron.tinyworld.TinyTeacher;
import minitron.tinyworld.TinyWorld;
import minitron.tinyworld.words.Register;
import minitron.train.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes TinyWorld's parts again: text, items, tokenizer and teacher. */
@Command(
    name = "tinyworld",
    description = "Write TinyWorld's stories or items, train its tokenizer or its teacher.")
final class TinyWorldCommand {
  /** No file of the committed teacher is larger. */
  private static final long SHARD = 3_900_000;

  private static final String OUT = "A new file or folder for the result.";
  private static final String STATES = "Keep the state there, and go on from the last one.";

  @Command(description = "Stories as a text file.")
  int text(
      @Parameters(paramLabel = "OUT", description = OUT) Path out,
      @Option(names = "--register", defaultValue = "original", paramLabel = "original|shifted")
          String register,
      @Option(names = "--characters", defaultValue = "1000000", paramLabel = "N") long characters,
      @Option(names = "--seed", defaultValue = "8", paramLabel = "N") long seed) {
    NewFile.write(
        out,
        file -> Files.writeString(file, new Stories(Register.of(register), seed).text(characters)));
    return 0;
  }

  @Command(description = "All items, OUT/<dataset>/<split>.jsonl.")
  int items(@Parameters(paramLabel = "OUT", description = OUT) Path out) {
    NewFolder.checkNew(out);
    TinyWorld.writeItems(out);
    return 0;
  }

  @Command(description = "Conversations to tune a model on, JSON lines of messages.")
  int conversations(
      @Parameters(paramLabel = "OUT", description = OUT) Path out,
      @Option(names = "--number", defaultValue = "4000", paramLabel = "N") int number) {
    TinyWorld.writeConversations(out, number);
    return 0;
  }

  @Command(description = "The tokenizer's files.")
  int tokenizer(@Parameters(paramLabel = "OUT", description = OUT) Path out) {
    NewFolder.checkNew(out);
    TinyWorld.trainTokenizer(out, TinyTeacher.WINDOW);
    return 0;
  }

  @Command(description = "The teacher, or a control with fewer layers.")
  int teacher(
      @Parameters(index = "0", paramLabel = "TOKENIZER", description = "The tokenizer's folder.")
          String home,
      @Parameters(index = "1", paramLabel = "OUT", description = OUT) Path out,
      @Option(names = "--layers", defaultValue = "12", paramLabel = "N") int layers,
      @Option(
              names = "--first",
              defaultValue = "4000000",
              paramLabel = "N",
              description = "Tokens of stories without links, to three layers.")
          long first,
      @Option(
              names = "--rest",
              defaultValue = "12000000",
              paramLabel = "N",
              description = "Tokens of longer chains, to all layers.")
          long rest,
      @Option(names = "--checkpoint", paramLabel = "DIR", description = STATES) Path checkpoint)
      throws IOException {
    NewFolder.checkNew(out);
    var plan = new TinyTeacher.Plan(layers, first, rest, Optional.ofNullable(checkpoint));
    try (Output place = Output.anew(out)) {
      TinyTeacher.Trained trained = TinyTeacher.train(home, plan);
      System.out.println("first: " + trained.first());
      System.out.println("rest: " + trained.rest());
      return saved(trained.rest(), TinyCurve.of(trained), place, out);
    }
  }

  private static int saved(Run run, TinyCurve curve, Output place, Path out) throws IOException {
    place.folder(
        partial -> {
          Checkpoints.fill(run.model().as(Dtype.BF16), partial, SHARD, Progress.SILENT);
          Files.writeString(partial.resolve("curve.csv"), curve.csv());
        });
    System.out.println("saved: " + out);
    return run.finished() ? 0 : 1;
  }

  @Command(description = "The teacher, after it has learned to answer with letters, too.")
  int letters(
      @Parameters(
              index = "0",
              paramLabel = "TEACHER",
              description = "What the command teacher made.")
          String from,
      @Parameters(index = "1", paramLabel = "OUT", description = OUT) Path out,
      @Option(names = "--tokens", defaultValue = "10000000", paramLabel = "N") long tokens,
      @Option(names = "--checkpoint", paramLabel = "DIR", description = STATES) Path checkpoint)
      throws IOException {
    NewFolder.checkNew(out);
    TinyCurve before = TinyCurve.read(from);
    try (Output place = Output.anew(out);
        CausalLm teacher = Checkpoint.load(from)) {
      Run run = TinyTeacher.letters(teacher, tokens, Optional.ofNullable(checkpoint));
      System.out.println("letters: " + run);
      return saved(run, before.letters(run), place, out);
    }
  }

  @Command(description = "Winogrande by kind and by the links of a chain.")
  int score(
      @Parameters(paramLabel = "MODEL", description = "A checkpoint.") String model,
      @Option(names = "--shots", defaultValue = "0", paramLabel = "N") int shots) {
    try (CausalLm loaded = Checkpoint.load(model)) {
      System.out.println(loaded);
      System.out.println(TinyScores.of(loaded, shots));
    }
    return 0;
  }
}
