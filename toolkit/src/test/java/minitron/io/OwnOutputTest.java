package minitron.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import minitron.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run replaces what it wrote itself, and nothing else. */
class OwnOutputTest {
  @TempDir Path temp;

  private void write(OwnOutput own, String text, boolean whole) {
    try (Output place = own.take(temp.resolve("out"))) {
      place.folder(
          partial -> {
            Files.writeString(partial.resolve("a"), text);
            own.remember(partial, whole);
            if (text.equals("fails")) {
              throw new IOException("No space left on device");
            }
          });
    }
  }

  @Test
  void onlyWhatTheSameCallWroteIsReplaced() throws IOException {
    Path out = temp.resolve("out");
    var own = new OwnOutput(temp.resolve("state"), "call");
    write(own, "1", false);
    assertTrue(own.wrote(out));
    assertFalse(own.finished(out));
    assertThrows(UncheckedIOException.class, () -> write(own, "fails", false));
    assertEquals("1", Files.readString(out.resolve("a")));
    write(own, "2", true);
    assertTrue(own.finished(out));
    assertEquals("2", Files.readString(out.resolve("a")));
    for (var other :
        new OwnOutput[] {
          new OwnOutput(temp.resolve("state"), "another"), new OwnOutput(temp.resolve("x"), "call")
        }) {
      assertThrows(IllegalArgumentException.class, () -> write(other, "3", true));
    }
    Files.writeString(out.resolve("b"), "mine");
    Refusal.of(() -> write(own, "3", true), "did not write it or it was changed");
    Files.delete(out.resolve("b"));
    write(own, "3", true);
    Files.createDirectory(out.resolve("folder"));
    assertThrows(IllegalArgumentException.class, () -> write(own, "4", true));
    assertEquals("3", Files.readString(out.resolve("a")));
  }
}
