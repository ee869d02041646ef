package minitron.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** A tensor to be written: its type, its shape, and its bytes as a stream. */
public interface TensorSource {
  /** The element type. */
  Dtype dtype();

  /** The sides, outermost first; none for a scalar. */
  long[] shape();

  /** Writes all bytes, little endian and row by row: exactly the product of shape × size. */
  void writeTo(WritableByteChannel channel) throws IOException;

  /** A tensor whose bytes lie in memory; the buffer's own position is not moved. */
  static TensorSource of(Dtype dtype, long[] shape, ByteBuffer bytes) {
    return new TensorSource() {
      @Override
      public Dtype dtype() {
        return dtype;
      }

      @Override
      public long[] shape() {
        return shape.clone();
      }

      @Override
      public void writeTo(WritableByteChannel channel) throws IOException {
        writeFully(bytes.duplicate(), channel);
      }
    };
  }

  /** Writes what remains of a buffer, in as many calls as the channel needs. */
  static void writeFully(ByteBuffer bytes, WritableByteChannel channel) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
