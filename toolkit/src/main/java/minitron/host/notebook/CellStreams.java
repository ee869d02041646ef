package minitron.host.notebook;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;

/** What a cell prints on its streams: a piece of text ends where another stream is written to. */
final class CellStreams {
  private record Piece(String stream, ByteArrayOutputStream bytes) {}

  private final Deque<Piece> pieces = new ArrayDeque<>();

  /** The stream of a name of nbformat's, stdout or stderr. */
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

  /** The same to print on. */
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

  /** Hands every piece over, the name of its stream first, and keeps none. */
  synchronized void drain(BiConsumer<String, String> reader) {
    for (Piece piece = pieces.poll(); piece != null; piece = pieces.poll()) {
      reader.accept(piece.stream(), piece.bytes().toString(StandardCharsets.UTF_8));
    }
  }
}
