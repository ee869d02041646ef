package minitron.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import minitron.tensor.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        float expected = Float.intBitsToFloat(i << 16);
        assertEquals(0, Float.compare(expected, values[i]), () -> "of " + expected);
      }
      ByteBuffer again = ByteBuffer.wrap(written(Weight.inMemory(floats).as(Dtype.BF16, "w")));
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

  @Test
  void aTensorIsLargerThanTheBuffer() {
    int rows = 3_000_000; // 36 MB
    ByteBuffer bytes = ByteBuffer.allocate(12 * rows).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 3 * rows; i++) {
      bytes.putFloat(i);
    }
    try (NDManager manager = Engines.manager()) {
      float[] values = stored(Dtype.F32, bytes.flip(), rows, 3).load(manager).toFloatArray();
      for (int i = 0; i < values.length; i++) {
        if (values[i] != (float) i) {
          assertEquals(i, values[i]);
        }
      }
    }
  }

  private FileWeight stored(Dtype dtype, ByteBuffer bytes, long... shape) {
    Path path = folder.resolve(dtype + ".safetensors");
    SafetensorsWriter.write(
        path, Map.of("w", new BufferSource(dtype, new Shape(shape), bytes)), Optional.empty());
    SafetensorsFile file = SafetensorsFile.open(path);
    return new FileWeight(file, file.entries().get("w"));
  }

  private static byte[] written(Weight weight) throws IOException {
    var bytes = new ByteArrayOutputStream();
    weight.writeTo(part -> Channels.newChannel(bytes).write(part));
    return bytes.toByteArray();
  }
}
