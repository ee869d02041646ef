package minitron.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnCodeTest {
  @TempDir Path temp;

  @Test
  void anyChangeOfAClassOrAScriptIsOtherCode() throws IOException {
    Path room = Files.createDirectories(temp.resolve("minitron/tensor"));
    Set<String> seen = new TreeSet<>();
    Path script = Files.writeString(room.resolve("kernels.py"), "y = x + 1");
    seen.add(OwnCode.sha256(temp));
    assertEquals(seen, Set.of(OwnCode.sha256(temp)));
    Files.writeString(script, "y = x + 2");
    seen.add(OwnCode.sha256(temp));
    Files.move(script, room.resolve("other.py"));
    seen.add(OwnCode.sha256(temp));
    Files.writeString(room.resolve("A.class"), "");
    seen.add(OwnCode.sha256(temp));
    assertEquals(4, seen.size());
    assertNotEquals(OwnCode.sha256(room), OwnCode.sha256(temp));
  }

  @Test
  void codeThatIsWrittenOrDeletedAfterJavaBeganHasChanged() throws IOException {
    FileTime before = FileTime.fromMillis(1_000_000);
    FileTime since = FileTime.fromMillis(2_000_000);
    Path file = Files.writeString(temp.resolve("A.class"), "");
    Files.setLastModifiedTime(file, before);
    Files.setLastModifiedTime(temp, before);
    assertFalse(OwnCode.changed(temp, since));
    assertFalse(OwnCode.changed(file, since), "a jar is one file");
    Files.setLastModifiedTime(file, FileTime.fromMillis(3_000_000));
    assertTrue(OwnCode.changed(temp, since));
    Files.delete(file);
    assertTrue(OwnCode.changed(temp, since));
  }

  @Test
  void theClassesOfTheseTestsAreRead() {
    assertTrue(OwnCode.sha256().matches("[0-9a-f]{64}"));
    assertEquals(OwnCode.sha256(), OwnCode.sha256());
  }
}
