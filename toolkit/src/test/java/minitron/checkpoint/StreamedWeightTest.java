package minitron.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import minitron.tensor.Engines;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StreamedWeightTest {
  /** Rows, then columns, then the other way round, of numbers of 1, 2, 4 and 8 bytes. */
  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE, seed = "1")
  void bytesOfWhatIsKeptAreWritten(
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 40) int columns,
      @ForAll @IntRange(max = 3) int type,
      @ForAll int seed)
      throws IOException {
    Dtype dtype = new Dtype[] {Dtype.I8, Dtype.BF16, Dtype.F32, Dtype.I64}[type];
    var random = new Random(seed);
    var bytes = new byte[(int) dtype.bytes(rows, columns)];
    random.nextBytes(bytes);
    int[] some = kept(random, rows);
    int[] others = kept(random, columns);
    var expected = new ByteArrayOutputStream();
    for (int row : some) {
      for (int column : others) {
        expected.write(bytes, (row * columns + column) * dtype.size(), dtype.size());
      }
    }
    Weight whole = stored(dtype, bytes, rows, columns);
    Weight cut = whole.select(0, some).select(1, others);
    assertEquals(new Shape(some.length, others.length), cut.shape());
    assertArrayEquals(expected.toByteArray(), SafetensorsFiles.written(cut));
    assertArrayEquals(
        expected.toByteArray(), SafetensorsFiles.written(whole.select(1, others).select(0, some)));
    assertArrayEquals(bytes, SafetensorsFiles.written(whole), "the file's own bytes");
  }

  private static int[] kept(Random random, int side) {
    return IntStream.range(0, side).filter(i -> random.nextInt(3) > 0).toArray();
  }

  /** 12 MB pass through several windows, and are the same when they are loaded or converted. */
  @Test
  void aWeightIsLargerThanAWindow() throws IOException {
    int rows = 3_000;
    int columns = 1_000;
    var bytes = ByteBuffer.allocate(4 * rows * columns).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < rows * columns; i++) {
      bytes.putFloat(i % 251);
    }
    int[] some = IntStream.range(0, rows).filter(i -> i % 3 != 1).toArray();
    int[] others = IntStream.range(0, columns).filter(i -> i % 7 != 2).toArray();
    Weight cut = stored(Dtype.F32, bytes.array(), rows, columns).select(0, some).select(1, others);
    var expected = new float[some.length * others.length];
    int at = 0;
    for (int row : some) {
      for (int column : others) {
        expected[at++] = (row * columns + column) % 251;
      }
    }
    try (NDManager manager = Engines.manager()) {
      NDArray loaded = cut.load(manager);
      assertEquals(cut.shape(), loaded.getShape());
      assertArrayEquals(expected, loaded.toFloatArray());
      assertArrayEquals(expected, cut.as(Dtype.BF16, "w").load(manager).toFloatArray());
    }
    byte[] half = SafetensorsFiles.written(cut.as(Dtype.F16, "w"));
    assertEquals(2 * expected.length, half.length);
  }

  @Test
  void oneAxisOfAVectorIsCut() throws IOException {
    Weight norm = stored(Dtype.BF16, new byte[] {1, 2, 3, 4, 5, 6}, 3).select(0, new int[] {0, 2});
    assertArrayEquals(new byte[] {1, 2, 5, 6}, SafetensorsFiles.written(norm));
  }

  /** The sentence is of the file that is gone, and not of the one that is written. */
  @Test
  void aSourceThatIsGoneIsNamed() throws IOException {
    for (int rows : new int[] {2, 3_000_000}) {
      FileWeight weight = stored(Dtype.BF16, new byte[2 * rows], rows, 1);
      Path source = weight.file().path();
      Files.delete(source);
      Path copy = source.resolveSibling("copy.safetensors");
      var gone =
          assertThrows(
              UncheckedIOException.class,
              () -> SafetensorsWriter.write(copy, Map.of("w", weight), Optional.empty()));
      assertTrue(gone.getMessage().startsWith("Cannot read " + source), gone.getMessage());
      Files.deleteIfExists(copy);
    }
  }

  @Test
  void whatCannotBeKeptIsRefused() throws IOException {
    Weight weight = stored(Dtype.BF16, new byte[8], 2, 2);
    assertThrows(IllegalArgumentException.class, () -> weight.select(0, new int[] {1, 0}));
    assertThrows(IllegalArgumentException.class, () -> weight.select(1, new int[] {2}));
    assertThrows(IllegalArgumentException.class, () -> weight.select(1, new int[] {-1}));
  }

  private static FileWeight stored(Dtype dtype, byte[] bytes, long... shape) throws IOException {
    Path folder = Files.createTempDirectory("selected");
    folder.toFile().deleteOnExit();
    Path path = folder.resolve("w.safetensors");
    path.toFile().deleteOnExit();
    return SafetensorsFiles.weight(path, dtype, ByteBuffer.wrap(bytes), shape);
  }
}
