package minitron.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import minitron.tensor.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FileWeightTest {
  private static final int PATTERNS = 1 << 16;

  @TempDir Path folder;

  @Test
  void everyBfloat16IsTheUpperHalfOfAFloat() throws IOException {
    ByteBuffer bits = ByteBuffer.allocate(2 * PATTERNS).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < PATTERNS; i++) {
      bits.putShort((short) i);
    }
    try (NDManager manager = Engines.manager()) {
      NDArray floats = stored(Dtype.BF16, bits.flip(), 256, 256).load(manager);
      assertEquals(new Shape(256, 256), floats.getShape());
      float[] values = floats.toFloatArray();
      for (int i = 0; i < PATTERNS; i++) {
        assertEquals(i << 16, Float.floatToRawIntBits(values[i]));
      }
      ByteBuffer again =
          ByteBuffer.wrap(SafetensorsFiles.written(Weight.inMemory(floats).as(Dtype.BF16, "w")));
      for (int i = 0; i < PATTERNS; i++) {
        short back = again.order(ByteOrder.LITTLE_ENDIAN).getShort(2 * i);
        assertEquals(0, Float.compare(values[i], Float.intBitsToFloat(back << 16)));
      }
    }
  }

  @Test
  void aScalarAndAnEmptyTensorAreRead() {
    try (NDManager manager = Engines.manager()) {
      ByteBuffer half = ByteBuffer.wrap(new byte[] {(byte) 0xc0, 0x3f});
      NDArray scalar = stored(Dtype.BF16, half).load(manager);
      assertEquals(new Shape(), scalar.getShape());
      assertEquals(1.5f, scalar.getFloat());
      NDArray empty = stored(Dtype.F32, ByteBuffer.allocate(0), 0, 3).load(manager);
      assertArrayEquals(new float[0], empty.toFloatArray());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "BF16"})
  void aTensorIsLargerThanTheBuffer(Dtype dtype) {
    int rows = 1_000_000; // 12 and 6 MB
    ByteBuffer bytes =
        ByteBuffer.allocate((int) dtype.bytes(rows, 3)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 3 * rows; i++) {
      if (dtype == Dtype.F32) {
        bytes.putFloat(i % 256);
      } else {
        bytes.putShort((short) (Float.floatToIntBits(i % 256) >>> 16));
      }
    }
    try (NDManager manager = Engines.manager()) {
      float[] values = stored(dtype, bytes.flip(), rows, 3).load(manager).toFloatArray();
      var expected = new float[3 * rows];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = i % 256;
      }
      assertArrayEquals(expected, values);
    }
  }

  /** In float32, part by part, and as {@code torch.equal} has zeros and NaNs. */
  @ParameterizedTest
  @CsvSource({"1, 1, true", "1, 2, false", "0, -0.0, true", "NaN, NaN, false"})
  void valuesAreComparedToTheLast(float ours, float others, boolean same) {
    int rows = 3_000_000; // 12 and 6 MB
    ByteBuffer floats = ByteBuffer.allocate(4 * rows).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer halves = ByteBuffer.allocate(2 * rows).order(ByteOrder.LITTLE_ENDIAN);
    floats.putFloat(4 * (rows - 1), ours);
    halves.putShort(2 * (rows - 1), (short) (Float.floatToIntBits(others) >>> 16));
    FileWeight one = stored(Dtype.F32, floats, rows, 1);
    FileWeight other = stored(Dtype.BF16, halves, rows, 1);
    assertEquals(same, one.sameValues(other));
    assertEquals(same, other.sameValues(one));
  }

  private FileWeight stored(Dtype dtype, ByteBuffer bytes, long... shape) {
    return SafetensorsFiles.weight(folder.resolve(dtype + ".safetensors"), dtype, bytes, shape);
  }
}
