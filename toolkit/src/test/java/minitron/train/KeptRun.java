package minitron.train;

import static minitron.train.SmallRun.OPTIONS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import minitron.Listening;
import minitron.model.CausalLm;
import minitron.model.TokenBatch;
import minitron.runs.KeptFolder;
import minitron.tensor.Engines;

/** Two steps of a small run whose results are kept in a folder, and what is said of it. */
final class KeptRun implements AutoCloseable {
  static final List<TokenBatch> HELD_OUT = List.of(SmallRun.batch(98));
  static final TrainOptions SHORT = OPTIONS.tokens(2 * 64);

  private final int before = Engines.liveArrays();
  private final Listening listening = new Listening();
  final List<String> said = listening.sentences;
  final CausalLm start = SmallRun.model();
  private final Path folder;

  KeptRun(Path folder) {
    this.folder = folder;
  }

  @Override
  public void close() {
    start.close();
    assertEquals(before, Engines.liveArrays());
  }

  Run run(Map<String, String> ground) {
    var kept = new KeptRuns(new KeptFolder(folder, 100_000_000), ground);
    Run run =
        kept.together(List.of(SmallRun.trainer(start, new NextToken(), SHORT)), HELD_OUT, listening)
            .get(0);
    assertTrue(run.finished(), run.toString());
    return run;
  }

  Run run() {
    return run(Map.of("code", "1"));
  }

  static void assertSame(Run expected, Run run) {
    assertEquals(expected.model().sha256(), run.model().sha256());
    assertEquals(expected.model().config().toJson(), run.model().config().toJson());
    assertEquals(expected.steps(), run.steps());
    assertEquals(expected.validations(), run.validations());
    assertEquals(expected.updates(), run.updates());
    assertEquals(expected.options(), run.options());
    assertEquals(expected.objective(), run.objective());
  }

  /** What the folder holds. */
  List<Path> entries() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }
}
