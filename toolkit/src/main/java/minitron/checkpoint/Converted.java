package minitron.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import minitron.tensor.Engines;
import minitron.tensor.Kernels;

/**
 * A weight rounded to another type, window by window.
 *
 * @param name for the message if float16 is too narrow for a value
 */
record Converted(StreamedWeight source, Dtype dtype, String name) implements StreamedWeight {
  @Override
  public Shape shape() {
    return source.shape();
  }

  @Override
  public Optional<String> stamp() {
    return source.stamp();
  }

  @Override
  public void writeTo(Sink sink) throws IOException {
    try (NDManager manager = Engines.manager()) {
      source.writeTo(part -> sink.write(converted(manager, part)));
    }
  }

  private ByteBuffer converted(NDManager manager, ByteBuffer part) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray floats = Stored.floats(scope, source.dtype(), part);
      if (dtype == Dtype.F16) {
        Stored.checkHalf(floats, name);
      }
      return Stored.bytes(new Kernels(scope), floats, dtype);
    }
  }
}
