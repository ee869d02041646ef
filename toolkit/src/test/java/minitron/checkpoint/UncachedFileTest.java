package minitron.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UncachedFileTest {
  private static final int SIZE = 5_000_123;

  @TempDir Path temp;
  private final byte[] bytes = new byte[SIZE];

  private Path file() throws IOException {
    new Random(1).nextBytes(bytes);
    return Files.write(temp.resolve("file"), bytes);
  }

  private static UncachedFile direct(Path path) throws IOException {
    int block = (int) Files.getFileStore(path).getBlockSize();
    try {
      var channel = FileChannel.open(path, StandardOpenOption.READ, ExtendedOpenOption.DIRECT);
      return new UncachedFile(channel, block);
    } catch (IOException | UnsupportedOperationException e) {
      return abort("Files of this folder cannot be read past the cache: " + e.getMessage());
    }
  }

  private void agrees(UncachedFile file) throws IOException {
    int[][] ranges = {{0, 8}, {8, 4096}, {4095, 2}, {4096, 1_000_000}, {16, 4_999_999}, {123, 0}};
    ByteBuffer buffer = file.buffer(5_000_000);
    for (int[] range : ranges) {
      assertTrue(file.fits(buffer, range[1]));
      ByteBuffer part = file.read(range[0], range[1], buffer);
      var got = new byte[part.remaining()];
      part.get(got);
      assertArrayEquals(Arrays.copyOfRange(bytes, range[0], range[0] + range[1]), got);
    }
    ByteBuffer last = file.read(SIZE - 7, 7, buffer);
    assertEquals(bytes[SIZE - 1], last.get(6));
    assertFalse(file.fits(buffer, 5_100_000));
    assertThrows(EOFException.class, () -> file.read(SIZE - 7, 8, file.buffer(8)));
    assertThrows(EOFException.class, () -> file.read(SIZE + 9000, 8, file.buffer(8)));
  }

  @Test
  void whatLiesInTheCacheIsReadFromThere() throws IOException {
    try (UncachedFile file = UncachedFile.open(file(), 0, SIZE)) {
      agrees(file);
    }
  }

  @Test
  void pastTheCacheTheBytesAreTheSame() throws IOException {
    try (UncachedFile file = direct(file())) {
      agrees(file);
    }
  }

  @Test
  void anInterruptDoesNotCloseTheFile() throws IOException {
    Path path = file();
    Thread.currentThread().interrupt();
    try (UncachedFile file = UncachedFile.open(path, 0, SIZE)) {
      assertTrue(Thread.interrupted());
      assertEquals(bytes[9], file.read(9, 1, file.buffer(1)).get(0));
    }
  }

  @Test
  void placesThatNumbersCannotStandAtAreReadThroughTheCache() throws IOException {
    try (UncachedFile file = UncachedFile.open(file(), 3, SIZE - 3)) {
      assertEquals(1, file.block());
      ByteBuffer part = file.read(3, 5, file.buffer(5));
      assertEquals(bytes[3], part.get(0));
    }
  }
}
