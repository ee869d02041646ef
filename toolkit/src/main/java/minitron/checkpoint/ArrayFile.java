package minitron.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import minitron.checkpoint.SafetensorsHeader.Entry;

/** Arrays in a safetensors file, e.g. importance scores or the state of an optimiser. */
public final class ArrayFile {
  private ArrayFile() {}

  /** Writes arrays of floats, or of bytes, and metadata about them. */
  public static void write(Path file, Map<String, NDArray> arrays, Map<String, String> metadata) {
    Map<String, Weight> weights = new LinkedHashMap<>();
    arrays.forEach((name, array) -> weights.put(name, Weight.inMemory(array)));
    SafetensorsWriter.write(file, weights, Optional.of(metadata));
  }

  /** Reads all arrays of a file: floats and bytes as float32, whole numbers as int64. */
  public static Map<String, NDArray> read(Path file, NDManager into) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    SafetensorsFile opened = SafetensorsFile.open(file);
    opened.entries().forEach((name, entry) -> arrays.put(name, read(opened, entry, into)));
    return arrays;
  }

  /** The arrays of a file, of floats or bytes, each read when it is loaded. */
  public static Map<String, Weight> weights(Path file) {
    Map<String, Weight> weights = new LinkedHashMap<>();
    SafetensorsFile opened = SafetensorsFile.open(file);
    opened.entries().forEach((name, entry) -> weights.put(name, new FileWeight(opened, entry)));
    return weights;
  }

  private static NDArray read(SafetensorsFile file, Entry entry, NDManager into) {
    if (entry.dtype() != Dtype.I64) {
      return new FileWeight(file, entry).load(into);
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(entry.size()));
    var values = new long[bytes.capacity() / Long.BYTES];
    file.read(entry, 0, bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(values);
    return into.create(values, entry.shape());
  }
}
