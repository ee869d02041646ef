package minitron.host.notebook;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;

/** The text that a cell prints, in pieces: a new one starts when the stream changes. */
final class CellStreams {
  private record Piece(String stream, ByteArrayOutputStream bytes) {}

  private final Deque<Piece> pieces = new ArrayDeque<>();

  /** The stream of this name, which is stdout or stderr. */
  OutputStream open(String stream) {
    return new OutputStream() {
      @Override
      public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) {
        append(stream, bytes, from, length);
      }
    };
  }

  /** The same as a PrintStream. */
  PrintStream printer(String stream) {
    return new PrintStream(open(stream), true, StandardCharsets.UTF_8);
  }

  private synchronized void append(String stream, byte[] bytes, int from, int length) {
    if (length == 0) {
      return;
    }
    if (pieces.isEmpty() || !pieces.getLast().stream().equals(stream)) {
      pieces.add(new Piece(stream, new ByteArrayOutputStream()));
    }
    pieces.getLast().bytes().write(bytes, from, length);
  }

  /** Passes all pieces on, each with the name of its stream, and forgets them. */
  synchronized void drain(BiConsumer<String, String> reader) {
    for (Piece piece = pieces.poll(); piece != null; piece = pieces.poll()) {
      reader.accept(piece.stream(), piece.bytes().toString(StandardCharsets.UTF_8));
    }
  }
}
