package minitron.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is known by its stamp only where a change would show in it. */
class FileStampTest {
  @TempDir Path temp;

  @Test
  void aNewFileIsReadForItsHash() throws IOException {
    Path file = Files.writeString(temp.resolve("a"), "one");
    var kept = new HashFiles(temp.resolve("hashes"));
    FileTime time = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(file, time);
    FileStamp stamp = FileStamp.of(file);
    assertFalse(stamp.settled(), "its time was set just now, whatever it says");
    kept.add(Sha256.of(stamp.text()), Sha256.of("something else"));
    assertEquals(Sha256.of("one"), FileStamp.sha256(file, kept, bytes -> {}));
    Files.writeString(file, "two");
    Files.setLastModifiedTime(file, time);
    assertEquals(Sha256.of("two"), FileStamp.sha256(file, kept, bytes -> {}));
  }

  @Test
  void aFileThatNobodyTouchedForLongIsKnown() throws IOException {
    Path old = Path.of(System.getProperty("java.home"), "release");
    FileStamp stamp = FileStamp.of(old);
    assumeTrue(stamp.settled(), "no time that nobody can set");
    var kept = new HashFiles(temp.resolve("hashes"));
    String sha256 = FileStamp.sha256(old, kept, bytes -> {});
    assertEquals(Sha256.of(Files.readAllBytes(old)), sha256);
    assertEquals(sha256, FileStamp.sha256(old, kept, bytes -> assertEquals(0, bytes)));
    assertNotEquals(stamp.text(), FileStamp.of(temp).text());
  }
}
