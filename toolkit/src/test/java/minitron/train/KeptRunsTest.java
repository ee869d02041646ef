package minitron.train;

import static minitron.train.KeptRun.HELD_OUT;
import static minitron.train.KeptRun.SHORT;
import static minitron.train.KeptRun.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import minitron.io.Disk;
import minitron.runs.Ending;
import minitron.runs.KeptFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept is read as it was, or noticed and computed anew. */
class KeptRunsTest {
  @TempDir Path temp;
  private KeptRun kept;

  @BeforeEach
  void open() {
    kept = new KeptRun(temp.resolve("runs"));
  }

  @AfterEach
  void nothingIsLeft() {
    kept.close();
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
      Run first = kept.run(ground);
      assertEquals(Ending.WHOLE, first.ending(), ground.toString());
      Run second = kept.run(ground);
      assertEquals(Run.READ, second.ending(), ground.toString());
      assertSame(first, second);
      assertEquals(first.seconds(), second.seconds());
      first.model().close();
      second.model().close();
    }
    assertEquals(grounds.size(), kept.entries().size());
  }

  @Test
  void aStoppedRunIsNotKeptAndAWishToStopReadsNone() throws IOException {
    kept.run().model().close();
    var runs = new KeptRuns(new KeptFolder(temp.resolve("runs"), 100_000_000), Map.of("code", "1"));
    Trainer trainer = SmallRun.trainer(kept.start, new NextToken(), SHORT);
    Run part = runs.together(List.of(trainer), HELD_OUT, SmallRun.stopAfter(0)).get(0);
    assertEquals("stopped on request after 1 of 2 steps", part.ending().text());
    part.model().close();
    Disk.delete(temp.resolve("runs"));
    runs.together(List.of(trainer), HELD_OUT, SmallRun.stopAfter(1)).get(0).model().close();
    assertTrue(Files.notExists(temp.resolve("runs")));
  }

  @Test
  void runsAtOnceAllHaveTheSameBits() throws Exception {
    kept.start.decoder(); // shared by the runs
    var pool = Executors.newFixedThreadPool(4);
    var calls = Collections.<Callable<Run>>nCopies(4, kept::run);
    List<Run> runs = new ArrayList<>();
    for (var call : pool.invokeAll(calls)) {
      runs.add(call.get());
    }
    pool.shutdown();
    assertEquals(1, kept.entries().size(), kept.entries().toString());
    for (Run run : runs) {
      assertSame(runs.get(0), run);
    }
    runs.forEach(run -> run.model().close());
  }

  @Test
  void aFolderThatCannotBeWrittenCostsOneSentence() throws IOException {
    Files.writeString(temp.resolve("runs"), "a file");
    Run run = kept.run();
    assertEquals(Ending.WHOLE, run.ending());
    run.model().close();
    assertEquals(1, kept.said.size(), kept.said.toString());
    assertTrue(
        kept.said.get(0).startsWith("The run is not kept for a later call: Cannot write "),
        kept.said.toString());
    assertEquals(1, kept.said.get(0).lines().count());
  }
}
