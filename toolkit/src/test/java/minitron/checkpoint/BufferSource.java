package minitron.checkpoint;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A tensor whose bytes lie in memory; the buffer's own position is not moved. */
public record BufferSource(Dtype dtype, Shape shape, ByteBuffer bytes) implements TensorSource {
  @Override
  public void writeTo(Sink sink) throws IOException {
    sink.write(bytes.duplicate());
  }
}
