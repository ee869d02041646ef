package minitron.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Outputs are whole or not there, and have one writer. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutputTest {
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
      var e = assertThrows(IllegalArgumentException.class, () -> Output.replacing(out));
      assertEquals(
          out + " is being written by another run: wait until that ends, or name another.",
          e.getMessage());
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

  /** A run that was killed between the two moves had taken the old one away. */
  @Test
  void whatAKilledWriterHadTakenAwayIsPutBack() throws IOException {
    Files.createDirectory(temp.resolve(".out.0123abcd.old"));
    Files.writeString(temp.resolve(".out.0123abcd.old/a"), "old");
    Files.createDirectory(temp.resolve(".out.0123abcd.partial"));
    Files.createDirectory(temp.resolve(".out.d.0123abcd.partial")); // another's
    Path out = temp.resolve("out");
    var e = assertThrows(IllegalArgumentException.class, () -> Output.anew(out));
    assertTrue(e.getMessage().contains("exists already"), e.getMessage());
    assertEquals(List.of(".out.d.0123abcd.partial", "out"), names());
    assertEquals("old", Files.readString(out.resolve("a")));
  }

  @Test
  void whatAppearedMeanwhileStaysAndNothingIsLost() throws IOException {
    for (boolean folder : new boolean[] {true, false}) {
      Path out = temp.resolve(folder ? "folder" : "file");
      try (Output output = Output.anew(out)) {
        Output.Filler filler =
            partial -> {
              Files.writeString(folder ? partial.resolve("a") : partial, "ours");
              Files.createDirectory(out);
            };
        var e =
            assertThrows(
                IllegalStateException.class,
                () -> {
                  if (folder) {
                    output.folder(filler);
                  } else {
                    output.file(filler);
                  }
                });
        assertTrue(e.getMessage().endsWith("is in " + out.toRealPath() + "-2."), e.getMessage());
      }
      try (Stream<Path> there = Files.list(out)) {
        assertEquals(0, there.count());
      }
      Path kept = temp.resolve(out.getFileName() + "-2");
      assertEquals("ours", Files.readString(folder ? kept.resolve("a") : kept));
    }
    assertEquals(List.of("file", "file-2", "folder", "folder-2"), names());
  }

  @Test
  void aReplacementThatFailsLeavesTheOldOne() throws IOException {
    Path file = temp.resolve("file");
    Files.writeString(file, "old");
    Path link = Files.createSymbolicLink(temp.resolve("link"), Path.of("file"));
    try (Output output = Output.replacing(link)) {
      assertThrows(
          UncheckedIOException.class,
          () ->
              output.file(
                  partial -> {
                    Files.writeString(partial, "new");
                    throw new IOException("No space left on device");
                  }));
      assertEquals("old", Files.readString(file));
      output.file(partial -> Files.writeString(partial, "new"));
    }
    assertEquals("new", Files.readString(file));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(List.of("file", "link"), names());
  }

  /** A link to nowhere is somebody's name too. */
  @Test
  void whatIsThereInAnyWayIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(temp.resolve("link"), Path.of("nowhere"));
    Path below = Files.createSymbolicLink(temp.resolve("below"), temp);
    for (Path path : List.of(link, Path.of("."), Path.of("/"), Path.of(temp + "/"), below)) {
      assertThrows(IllegalArgumentException.class, () -> NewFolder.write(path, partial -> {}));
      assertThrows(
          IllegalArgumentException.class,
          () -> NewFile.write(path, partial -> Files.writeString(partial, "")));
    }
    NewFolder.write(below.resolve("new/out"), partial -> {});
    assertTrue(Files.isDirectory(temp.resolve("new/out")));
    assertEquals(List.of("below", "link", "new"), names());
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

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(temp)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
