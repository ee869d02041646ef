package minitron.checkpoint;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A tensor to be written: its type, its shape, and its bytes as a stream. */
public interface TensorSource {
  /** The type that it has in a file. */
  Dtype dtype();

  /** The sides, outermost first; none for a scalar. */
  Shape shape();

  /** How many bytes it has in a file. */
  default long byteCount() {
    return dtype().bytes(shape().getShape());
  }

  /** Gives all bytes, little endian and row by row: exactly the product of shape × size. */
  void writeTo(Sink sink) throws IOException;

  /**
   * Takes bytes: all that remain of a buffer, each time, and of a tensor with sides as many as make
   * whole slices of its first side. It may write to the buffer, which is the source's again
   * afterwards.
   */
  @FunctionalInterface
  interface Sink {
    /** Takes the next ones. */
    void write(ByteBuffer bytes) throws IOException;
  }
}
