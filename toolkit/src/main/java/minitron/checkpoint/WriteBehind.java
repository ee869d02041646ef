package minitron.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import minitron.io.Beside;

/** Writes what it was given while the next is read and cut: of two buffers one is filled. */
final class WriteBehind implements TensorSource.Sink, AutoCloseable {
  private static final int PART = 4 << 20;

  private final WritableByteChannel out;
  private final Beside beside = new Beside();
  private ByteBuffer filling = ByteBuffer.allocateDirect(PART);
  private ByteBuffer written = ByteBuffer.allocateDirect(PART);

  WriteBehind(WritableByteChannel out) {
    this.out = out;
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int count = Math.min(bytes.remaining(), filling.remaining());
      filling.put(bytes.slice(bytes.position(), count));
      bytes.position(bytes.position() + count);
      if (!filling.hasRemaining()) {
        flush();
      }
    }
  }

  private void flush() throws IOException {
    beside.await();
    ByteBuffer full = filling.flip();
    filling = written.clear();
    written = full;
    beside.begin(
        () -> {
          while (full.hasRemaining()) {
            out.write(full);
          }
        });
  }

  /** Writes the rest; the channel stays open. */
  @Override
  public void close() throws IOException {
    try (beside) {
      flush();
    }
  }
}
