package minitron.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import minitron.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of many who want to write one place, threads or programs, one does. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WritersTest {
  @TempDir Path temp;
  private Process other;

  @AfterEach
  void end() {
    if (other != null) {
      other.destroyForcibly();
    }
  }

  /** Takes a place in a Java of its own until it is killed. */
  public static final class Holder {
    private Holder() {}

    /** Takes the place that is named, and writes half of a folder and then a line. */
    public static void main(String[] arguments) throws IOException {
      Output.replacing(Path.of(arguments[0]))
          .folder(
              partial -> {
                Files.writeString(partial.resolve("half"), "");
                System.out.println("half");
                System.in.read();
              });
    }
  }

  @Test
  void ofManyWritersAtOnceOneWritesAndTheOthersAreRefused() throws Exception {
    for (int round = 0; round < 20; round++) {
      Path out = temp.resolve("é out " + round);
      var start = new CyclicBarrier(4);
      var pool = Executors.newFixedThreadPool(4);
      List<Callable<String>> writers =
          IntStream.range(0, 4).mapToObj(i -> writer(out, start, "" + i)).toList();
      List<String> ended = new ArrayList<>();
      for (Future<String> writer : pool.invokeAll(writers)) {
        ended.add(writer.get());
      }
      pool.shutdown();
      assertEquals(1, ended.stream().filter("saved"::equals).count(), ended.toString());
      ended.remove("saved");
      for (String message : ended) {
        assertTrue(message.startsWith(out.toString()), message);
        assertTrue(message.contains("another") || message.contains("new one"), message);
      }
      String one = Files.readString(out.resolve("a"));
      assertEquals(one, Files.readString(out.resolve("b")));
    }
    assertEquals(20, names().size(), names().toString());
  }

  private static Callable<String> writer(Path out, CyclicBarrier start, String text) {
    return () -> {
      start.await();
      try (Output output = Output.anew(out)) {
        output.folder(
            partial -> {
              Files.writeString(partial.resolve("a"), text);
              Files.writeString(partial.resolve("b"), text);
            });
        return "saved";
      } catch (IllegalArgumentException e) {
        return e.getMessage();
      }
    };
  }

  /** The one that is refused here must not open the file: that would free the first one's lock. */
  @Test
  void anotherProgramsPlaceIsRefusedUntilItIsKilledAndWhatItLeftIsCleared() throws Exception {
    Path out = Files.createDirectory(temp.resolve("out"));
    Files.writeString(out.resolve("old"), "old");
    hold(out);
    for (int i = 0; i < 2; i++) {
      assertEquals(
          out + " is being written by another run: wait until that ends, or name another.",
          Refusal.of(() -> Output.replacing(out)));
    }
    assertEquals(3, names().size(), names().toString());
    other.destroyForcibly().waitFor();
    assertEquals(3, names().size(), names().toString());
    try (Output output = Output.replacing(out)) {
      assertEquals(List.of(".out.lock", "out"), names());
      assertTrue(Files.exists(out.resolve("old")));
      output.folder(partial -> Files.writeString(partial.resolve("new"), "new"));
    }
    assertEquals(List.of("out"), names());
    assertFalse(Files.exists(out.resolve("old")));
    assertTrue(Files.exists(out.resolve("new")));
  }

  @Test
  void whatThisProgramHoldsNoOtherOneTakes() throws Exception {
    Path out = temp.resolve("out");
    try (Output held = Output.anew(out)) {
      assertThrows(IllegalArgumentException.class, () -> Output.anew(out));
      start(out);
      assertTrue(other.errorReader().readLine().contains("is being written by another run"));
      held.folder(partial -> Files.writeString(partial.resolve("a"), "ours"));
    }
    assertEquals(List.of("out"), names());
  }

  private void hold(Path out) throws IOException {
    start(out);
    assertEquals("half", other.inputReader().readLine());
  }

  private void start(Path out) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Assumptions.assumeTrue(Files.exists(java), "this Java has no command");
    String classes = System.getProperty("java.class.path");
    other =
        new ProcessBuilder(java.toString(), "-cp", classes, Holder.class.getName(), out.toString())
            .start();
  }

  private List<String> names() {
    return Disk.list(temp).stream().map(file -> file.getFileName().toString()).toList();
  }
}
