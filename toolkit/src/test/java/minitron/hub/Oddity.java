package minitron.hub;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** How a server answers once, in place of what it would say. */
interface Oddity {
  /** Answers a request for a file with this content. */
  void answer(HttpExchange exchange, byte[] content) throws IOException;

  /** All, or from where it is asked for. */
  static void ranged(HttpExchange exchange, byte[] content) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (range == null) {
      send(exchange, 200, content);
      return;
    }
    int from = Integer.parseInt(range.replaceAll("\\D", ""));
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
    send(exchange, 206, Arrays.copyOfRange(content, from, content.length));
  }

  static void send(HttpExchange exchange, int status, byte[] content) throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      exchange.getResponseHeaders().set("Content-Length", "" + content.length);
    }
    exchange.sendResponseHeaders(status, head || content.length == 0 ? -1 : content.length);
    if (!head && content.length > 0) {
      exchange.getResponseBody().write(content);
    }
  }

  /** An answer without a content. */
  static Oddity status(int status, String... header) {
    return (exchange, content) -> {
      if (header.length == 2) {
        exchange.getResponseHeaders().set(header[0], header[1]);
      }
      send(exchange, status, new byte[0]);
    };
  }

  /** An answer with a content that is not the file's. */
  static Oddity text(String answer) {
    return (exchange, content) -> send(exchange, 200, answer.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * An answer that ends, with its connection, once so many bytes have arrived.
   *
   * @param into the file that they arrive in
   */
  static Oddity cut(int bytes, Path into) {
    return (exchange, content) -> {
      String range = exchange.getRequestHeaders().getFirst("Range");
      int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
      String rest = "bytes %d-%d/%d".formatted(from, content.length - 1, content.length);
      exchange.getResponseHeaders().set("Content-Range", rest);
      exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - from);
      exchange.getResponseBody().write(content, from, bytes);
      exchange.getResponseBody().flush();
      long patience = System.nanoTime() + 10_000_000_000L;
      while (into.toFile().length() < from + bytes && System.nanoTime() < patience) {
        Thread.onSpinWait();
      }
    };
  }
}
