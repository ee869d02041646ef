package minitron.checkpoint;

import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Files for the tests of the safetensors reader and writer. */
final class SafetensorsFiles {
  private SafetensorsFiles() {}

  /** A file of the test resources. */
  static Path resource(String name) {
    try {
      return Path.of(SafetensorsFiles.class.getResource("/safetensors/" + name).toURI());
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A new file of a header's length, the header as given and so many bytes of data. */
  static Path file(Path folder, String header, int dataBytes) {
    byte[] utf8 = header.getBytes(StandardCharsets.UTF_8);
    return raw(folder, utf8.length, utf8, dataBytes);
  }

  /** A new file whose header need not have the length that is stated. */
  static Path raw(Path folder, long length, byte[] header, int dataBytes) {
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + header.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(length).put(header);
    try {
      return Files.write(Files.createTempFile(folder, "t", ".safetensors"), bytes.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A part of a tensor, little-endian. */
  static ByteBuffer bytes(SafetensorsFile file, SafetensorsHeader.Entry entry, long from, long n) {
    return file.read(entry, from, ByteBuffer.allocate((int) n).order(ByteOrder.LITTLE_ENDIAN));
  }

  /** A tensor of its own in a new file. */
  static FileWeight weight(Path path, Dtype dtype, ByteBuffer bytes, long... shape) {
    var source = new BufferSource(dtype, new Shape(shape), bytes);
    SafetensorsWriter.write(path, Map.of("w", source), Optional.empty());
    SafetensorsFile file = SafetensorsFile.open(path);
    return new FileWeight(file, file.entries().get("w"));
  }

  /** All bytes that a weight gives. */
  static byte[] written(Weight weight) throws IOException {
    var bytes = new ByteArrayOutputStream();
    weight.writeTo(part -> Channels.newChannel(bytes).write(part));
    return bytes.toByteArray();
  }

  /** All tensors of an open file, for a writer. */
  static Map<String, TensorSource> sources(SafetensorsFile file) {
    Map<String, TensorSource> sources = new LinkedHashMap<>();
    file.entries().forEach((name, entry) -> sources.put(name, new FileWeight(file, entry)));
    return sources;
  }
}
