package minitron.train;

import static minitron.train.SmallRun.OPTIONS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import minitron.io.Disk;
import minitron.model.CausalLm;
import minitron.model.TokenBatch;
import minitron.runs.Ending;
import minitron.runs.KeptFolder;
import minitron.runs.Progress;
import minitron.tensor.Engines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept is read as it was, or noticed and computed anew. */
class KeptRunsTest {
  private static final List<TokenBatch> HELD_OUT = List.of(SmallRun.batch(98));
  private static final TrainOptions SHORT = OPTIONS.tokens(2 * 64);

  @TempDir Path temp;
  private final List<String> said = new ArrayList<>();
  private CausalLm start;
  private int before;

  private final Progress listening =
      new Progress() {
        @Override
        public void at(long done, long total, String note) {}

        @Override
        public void said(String sentence) {
          said.add(sentence);
        }
      };

  @BeforeEach
  void open() {
    before = Engines.liveArrays();
    start = SmallRun.model();
  }

  @AfterEach
  void nothingIsLeft() {
    start.close();
    assertEquals(before, Engines.liveArrays());
  }

  private Run run(Map<String, String> ground) {
    var kept = new KeptRuns(new KeptFolder(temp.resolve("runs"), 100_000_000), ground);
    Run run =
        kept.together(List.of(SmallRun.trainer(start, new NextToken(), SHORT)), HELD_OUT, listening)
            .get(0);
    assertTrue(run.finished(), run.toString());
    return run;
  }

  private Run run() {
    return run(Map.of("code", "1"));
  }

  private static void assertSame(Run expected, Run run) {
    assertEquals(expected.model().sha256(), run.model().sha256());
    assertEquals(expected.model().config().toJson(), run.model().config().toJson());
    assertEquals(expected.steps(), run.steps());
    assertEquals(expected.validations(), run.validations());
    assertEquals(expected.updates(), run.updates());
    assertEquals(expected.options(), run.options());
    assertEquals(expected.objective(), run.objective());
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> all = Files.list(temp.resolve("runs"))) {
      return all.toList();
    }
  }

  @Test
  void theGroundIsInTheKey() throws IOException {
    List<Map<String, String>> grounds =
        List.of(
            Map.of("code", "1"),
            Map.of("code", "2"),
            Map.of("code", "1", "threads", "1"),
            Map.of("code", "1", "threads", "2"),
            Map.of());
    for (var ground : grounds) {
      Run first = run(ground);
      assertEquals(Ending.WHOLE, first.ending(), ground.toString());
      Run second = run(ground);
      assertEquals(Run.READ, second.ending(), ground.toString());
      assertSame(first, second);
      assertEquals(first.seconds(), second.seconds());
      first.model().close();
      second.model().close();
    }
    assertEquals(grounds.size(), entries().size());
  }

  /** Each damage of the only entry, by what is done to it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "flip state.json",
        "flip arrays.safetensors",
        "cut state.json",
        "cut arrays.safetensors",
        "delete state.json",
        "delete arrays.safetensors",
        "empty folder",
        "file for folder",
        "another run",
        "training state"
      })
  void aDamagedEntryIsNoticedAndComputedAnew(String damage) throws IOException {
    Run first = run();
    Path entry = entries().get(0);
    damage(damage, entry);
    Run anew = run();
    assertEquals(Ending.WHOLE, anew.ending());
    assertEquals(1, said.size(), said.toString());
    assertTrue(
        said.get(0).matches("A kept run is damaged \\(.+\\) and is computed anew\\."),
        said.toString());
    Run read = run();
    assertEquals(Run.READ, read.ending());
    for (Run run : List.of(anew, read)) {
      assertSame(first, run);
      run.model().close();
    }
    first.model().close();
  }

  private void damage(String damage, Path entry) throws IOException {
    String[] words = damage.split(" ", -1);
    Path file = entry.resolve(words[words.length - 1]);
    byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    switch (words[0]) {
      case "flip" -> {
        bytes[bytes.length * 2 / 3] ^= 1;
        Files.write(file, bytes);
      }
      case "cut" -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
      case "delete" -> Files.delete(file);
      case "empty" -> {
        Disk.delete(entry);
        Files.createDirectory(entry);
      }
      case "file" -> {
        Disk.delete(entry);
        Files.writeString(entry, "");
      }
      case "another" -> {
        run(Map.of("code", "2")).model().close();
        Path other = entries().stream().filter(e -> !e.equals(entry)).findFirst().orElseThrow();
        Disk.delete(entry);
        Files.move(other, entry);
      }
      default -> {
        Disk.delete(entry);
        var states = new TrainingStates(temp.resolve("states"), 1, false);
        Trainer trainer = SmallRun.trainer(start, new NextToken(), SHORT.checkpoints(states));
        trainer.run(HELD_OUT, Progress.SILENT).model().close();
        Files.move(temp.resolve("states/step-00000002"), entry);
      }
    }
  }

  @Test
  void aStoppedRunIsNotKeptAndAWishToStopReadsNone() throws IOException {
    run().model().close();
    var kept = new KeptRuns(new KeptFolder(temp.resolve("runs"), 100_000_000), Map.of("code", "1"));
    Trainer trainer = SmallRun.trainer(start, new NextToken(), SHORT);
    Run part = kept.together(List.of(trainer), HELD_OUT, SmallRun.stopAfter(0)).get(0);
    assertEquals("stopped on request after 1 of 2 steps", part.ending().text());
    part.model().close();
    Disk.delete(temp.resolve("runs"));
    kept.together(List.of(trainer), HELD_OUT, SmallRun.stopAfter(1)).get(0).model().close();
    assertTrue(Files.notExists(temp.resolve("runs")));
  }

  @Test
  void runsAtOnceAllHaveTheSameBits() throws Exception {
    start.decoder(); // shared by the runs
    var pool = Executors.newFixedThreadPool(4);
    var calls = Collections.<Callable<Run>>nCopies(4, this::run);
    List<Run> runs = new ArrayList<>();
    for (var call : pool.invokeAll(calls)) {
      runs.add(call.get());
    }
    pool.shutdown();
    assertEquals(1, entries().size(), entries().toString());
    for (Run run : runs) {
      assertSame(runs.get(0), run);
    }
    runs.forEach(run -> run.model().close());
  }

  @Test
  void aFolderThatCannotBeWrittenCostsOneSentence() throws IOException {
    Files.writeString(temp.resolve("runs"), "a file");
    Run run = run();
    assertEquals(Ending.WHOLE, run.ending());
    run.model().close();
    assertEquals(1, said.size(), said.toString());
    assertTrue(
        said.get(0).startsWith("The run is not kept for a later call: Cannot write "),
        said.toString());
    assertEquals(1, said.get(0).lines().count());
  }
}
