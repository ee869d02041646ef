package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import minitron.model.CausalLm;
import minitron.model.FreshModel;
import minitron.tensor.Engines;
import minitron.text.TokenCorpus;
import minitron.train.TrainOptions;

/** Two models, a text and an empty store of runs that the facades use until this is closed. */
final class StoreOfRuns implements AutoCloseable {
  static final TrainOptions OPTIONS =
      Teacher.options().tokens(3 * 32).batch(2).length(16).learningRate(1e-3).warmUp(1);

  static final TrainOptions RATES = Teacher.options().learningRate(2e-3);

  final CausalLm teacher;
  final CausalLm student;
  final TokenCorpus corpus;
  private final Path temp;
  private final int before = Engines.liveArrays();

  StoreOfRuns(Path temp) {
    this.temp = temp;
    System.setProperty("minitron.runs", runs().toString());
    teacher = Checkpoint.load(Fixtures.model(temp.resolve("teacher")).toString());
    student = FreshModel.of(Fixtures.config(2), 7, null);
    corpus = corpus("a", 200).split(0.5);
  }

  @Override
  public void close() {
    System.clearProperty("minitron.runs");
    System.clearProperty("minitron.runs_mb");
    teacher.close();
    student.close();
    assertEquals(before, Engines.liveArrays());
  }

  private Path runs() {
    return temp.resolve("runs");
  }

  /** Of a file of the same name each time. */
  TokenCorpus corpus(String folder, int sentences) {
    try {
      Path text = Files.createDirectories(temp.resolve(folder)).resolve("text.txt");
      return Corpus.text(Fixtures.text(text, sentences).toString(), teacher);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many runs it keeps. */
  long entries() throws IOException {
    if (Files.notExists(runs())) {
      return 0;
    }
    try (Stream<Path> all = Files.list(runs())) {
      return all.count();
    }
  }
}
