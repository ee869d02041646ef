package minitron.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import minitron.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs are whole or not there. */
class OutputTest {
  @TempDir Path temp;

  /** A run that was killed between the two moves had taken the old one away. */
  @Test
  void whatAKilledWriterHadTakenAwayIsPutBack() throws IOException {
    Files.createDirectory(temp.resolve(".out.0123abcd.old"));
    Files.writeString(temp.resolve(".out.0123abcd.old/a"), "old");
    Files.createDirectory(temp.resolve(".out.0123abcd.partial"));
    Files.createDirectory(temp.resolve(".out.d.0123abcd.partial")); // another's
    Path out = temp.resolve("out");
    Refusal.of(() -> Output.anew(out), "exists already");
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
      assertEquals(List.of(), Disk.list(out));
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
      assertThrows(IllegalArgumentException.class, () -> Output.anew(path));
      assertThrows(
          IllegalArgumentException.class,
          () -> NewFile.write(path, partial -> Files.writeString(partial, "")));
    }
    try (Output output = Output.anew(below.resolve("new/out"))) {
      output.folder(partial -> {});
    }
    assertTrue(Files.isDirectory(temp.resolve("new/out")));
    assertEquals(List.of("below", "link", "new"), names());
  }

  private List<String> names() {
    return Disk.list(temp).stream().map(file -> file.getFileName().toString()).toList();
  }
}
