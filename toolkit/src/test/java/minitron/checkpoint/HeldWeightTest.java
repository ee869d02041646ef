package minitron.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import minitron.tensor.Copies;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A weight in its stored type has the values of the one that is widened. */
class HeldWeightTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"F32, FLOAT32", "BF16, UNKNOWN", "F16, FLOAT16"}) // DJL has no bfloat16
  void aWeightIsHeldInItsType(Dtype dtype, DataType type) throws IOException {
    FileWeight weight = weight(dtype, 300, 70);
    same(weight, type);
    int[] rows = {0, 2, 3, 299};
    same(weight.select(0, rows), type);
    same(weight.select(0, rows).select(1, new int[] {1, 69}), type);
  }

  /** As some writers leave it: the numbers begin at an odd byte, where nothing can be mapped. */
  @Test
  void aFileWhoseNumbersBeginAtAnOddByteIsReadInstead() throws IOException {
    FileWeight weight = weight(Dtype.BF16, 300, 70);
    byte[] file = Files.readAllBytes(weight.file().path());
    int header = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    ByteBuffer odd = ByteBuffer.allocate(file.length + 1).order(ByteOrder.LITTLE_ENDIAN);
    odd.putLong(header + 1).put(file, 8, header).put((byte) ' ');
    odd.put(file, 8 + header, file.length - 8 - header);
    Path path = Files.write(folder.resolve("odd.safetensors"), odd.array());
    SafetensorsFile opened = SafetensorsFile.open(path);
    same(new FileWeight(opened, opened.entries().get("w")), DataType.UNKNOWN);
  }

  @Test
  void aFileMayGoWhileItsWeightsAreHeld() throws IOException {
    FileWeight weight = weight(Dtype.F32, 300, 70);
    try (NDManager manager = Engines.manager()) {
      float[] before = weight.load(manager).toFloatArray();
      NDArray held = weight.hold(manager);
      Files.delete(weight.file().path());
      assertArrayEquals(before, held.toFloatArray());
    }
  }

  @ParameterizedTest
  @CsvSource({"F32", "BF16", "F16"})
  void aRowIsReadByItself(Dtype dtype) throws IOException {
    int alive = Engines.liveArrays();
    FileWeight weight = weight(dtype, 300, 70);
    try (NDManager manager = Engines.manager()) {
      float[] all = weight.load(manager).toFloatArray();
      assertArrayEquals(Arrays.copyOfRange(all, 299 * 70, 300 * 70), weight.row(299));
      assertArrayEquals(weight.row(3), weight.select(0, new int[] {2, 3}).row(1));
    }
    var e = assertThrows(IllegalArgumentException.class, () -> weight.row(300));
    assertEquals("There is no row 300: allowed are 0 to 299.", e.getMessage());
    assertEquals(alive, Engines.liveArrays());
  }

  private static void same(Weight weight, DataType type) {
    int alive = Engines.liveArrays();
    try (NDManager manager = Engines.manager()) {
      NDArray held = weight.hold(manager);
      assertEquals(type, held.getDataType());
      assertEquals(weight.shape(), held.getShape());
      NDArray widened = Copies.toFloat(new Kernels(manager), held);
      assertArrayEquals(weight.load(manager).toFloatArray(), widened.toFloatArray());
    }
    assertEquals(alive, Engines.liveArrays());
  }

  private FileWeight weight(Dtype dtype, long... shape) {
    var bytes = new byte[(int) dtype.bytes(shape)];
    var random = new Random(1);
    for (int i = dtype.size() - 1; i < bytes.length; i += dtype.size()) {
      bytes[i] = (byte) (0x3c + random.nextInt(3)); // a number near 1
      bytes[i - 1] = (byte) random.nextInt();
    }
    Path path = folder.resolve(dtype + ".safetensors");
    return SafetensorsFiles.weight(path, dtype, ByteBuffer.wrap(bytes), shape);
  }
}
