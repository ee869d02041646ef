package minitron.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minitron.io.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries are whole or not there, and the least recently read go first. */
class KeptFolderTest {
  @TempDir Path temp;

  private static String key(int i) {
    return Sha256.of(new byte[] {(byte) i});
  }

  private static void add(KeptFolder folder, int i, int bytes) {
    folder.add(key(i), bytes, place -> Files.write(place.resolve("data"), new byte[bytes]));
  }

  /** As if it had been read so many seconds after 1970. */
  private static void read(KeptFolder folder, int i, long second) throws IOException {
    Files.setLastModifiedTime(folder.folder().resolve(key(i)), FileTime.fromMillis(1000 * second));
  }

  private static List<Integer> there(KeptFolder folder, int all) {
    return IntStream.range(0, all)
        .filter(i -> Files.exists(folder.folder().resolve(key(i)).resolve("data")))
        .boxed()
        .toList();
  }

  /** Folders have sizes of their own, which differ from file system to file system. */
  private KeptFolder holding(int entries) throws IOException {
    long own = Files.size(Files.createDirectories(temp.resolve("any").resolve("folder")));
    return new KeptFolder(temp.resolve("kept"), entries * (own + 100_000L) + 50_000);
  }

  @Test
  void theLeastRecentlyReadGoFirst() throws IOException {
    KeptFolder folder = holding(3);
    for (int i = 0; i < 3; i++) {
      add(folder, i, 100_000);
      read(folder, i, i);
    }
    assertEquals(List.of(0, 1, 2), there(folder, 3));
    assertTrue(folder.find(key(0)).isPresent(), "which counts as read now");
    add(folder, 3, 100_000);
    assertEquals(List.of(0, 2, 3), there(folder, 4));
    read(folder, 3, 3);
    add(folder, 4, 200_000);
    assertEquals(List.of(0, 4), there(folder, 5));
    assertTrue(folder.find(key(1)).isEmpty());
    assertTrue(folder.delete(key(0)));
    assertTrue(folder.delete(key(0)));
    assertEquals(List.of(4), there(folder, 5));
  }

  @Test
  void whatIsLargerThanAllMayBeIsNotWritten() throws IOException {
    KeptFolder folder = holding(2);
    add(folder, 0, 100_000);
    folder.add(key(1), folder.most() + 1, place -> assertTrue(false, "it is not begun"));
    assertEquals(List.of(0), there(folder, 2));
    byte[] large = new byte[400_000];
    folder.add(key(1), 10, place -> Files.write(place.resolve("data"), large));
    assertEquals(List.of(), there(folder, 2), "it was larger than it had said");
    add(new KeptFolder(temp.resolve("none"), 0), 0, 1);
    assertFalse(Files.exists(temp.resolve("none")));
  }

  @Test
  void nothingButEntriesAndTheirRemainsIsDeleted() throws IOException {
    KeptFolder folder = holding(1);
    Files.createDirectories(folder.folder());
    Path own = Files.write(folder.folder().resolve("thesis.tex"), new byte[500_000]);
    Path killed = folder.folder().resolve("." + key(9) + ".0123abcd.partial");
    Files.createDirectories(killed);
    Files.write(killed.resolve("data"), new byte[100_000]);
    Files.setLastModifiedTime(killed, FileTime.fromMillis(0));
    Path living = folder.folder().resolve("." + key(8) + ".0123abcd.partial");
    Files.createDirectories(living);
    Files.write(living.resolve("data"), new byte[100_000]);
    add(folder, 0, 100_000);
    assertTrue(Files.exists(own));
    assertFalse(Files.exists(killed));
    assertTrue(Files.exists(living.resolve("data")), "its writer is at it");
    assertEquals(List.of(0), there(folder, 1));
  }

  @Test
  void anEntryThatFailsLeavesNothingAndOneThatIsThereStays() throws IOException {
    KeptFolder folder = holding(2);
    assertThrows(
        UncheckedIOException.class,
        () ->
            folder.add(
                key(0),
                10,
                place -> {
                  Files.writeString(place.resolve("data"), "half");
                  throw new IOException("No space left on device");
                }));
    try (Stream<Path> left = Files.list(folder.folder())) {
      assertEquals(0, left.count());
    }
    add(folder, 0, 10);
    folder.add(key(0), 10, place -> assertTrue(false, "it is there"));
    assertEquals(List.of(0), there(folder, 1));
  }

  @Test
  void manyWritersKeepTheBoundAndWholeEntries() throws Exception {
    KeptFolder folder = holding(4);
    var pool = Executors.newFixedThreadPool(4);
    List<Callable<Boolean>> calls =
        IntStream.range(0, 60)
            .<Callable<Boolean>>mapToObj(
                i ->
                    () -> {
                      add(folder, i % 12, 100_000);
                      return true;
                    })
            .toList();
    for (var call : pool.invokeAll(calls)) {
      assertTrue(call.get());
    }
    pool.shutdown();
    List<Integer> left = there(folder, 12);
    assertTrue(!left.isEmpty() && left.size() <= 4, left.toString());
    for (int i : left) {
      assertEquals(100_000, Files.size(folder.folder().resolve(key(i)).resolve("data")));
    }
  }

  @Test
  void roomIsMadeForWhatIsLarger() throws IOException {
    KeptFolder folder = holding(3);
    for (int i = 0; i < 3; i++) {
      add(folder, i, 100_000);
      read(folder, i, i);
    }
    folder.makeRoom(200_000);
    assertEquals(List.of(2), there(folder, 3));
    folder.makeRoom(1_000_000);
    assertEquals(List.of(), there(folder, 3));
  }
}
