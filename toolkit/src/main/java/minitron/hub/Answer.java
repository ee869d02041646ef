package minitron.hub;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a server answers.
 *
 * @param from the address that gave it, after redirects
 * @param status of HTTP
 * @param headers of the answer
 * @param body still to be read
 */
record Answer(URI from, int status, HttpHeaders headers, Chunks body) implements AutoCloseable {
  static Answer of(HttpResponse<Chunks> response) {
    return new Answer(response.uri(), response.statusCode(), response.headers(), response.body());
  }

  /** A header; empty if it is not there. */
  String header(String name) {
    return headers.firstValue(name).orElse("").strip();
  }

  /** What the server calls the content, without quotes and the mark of a weak one. */
  String etag() {
    String linked = header("X-Linked-Etag");
    return (linked.isEmpty() ? header("ETag") : linked)
        .replaceFirst("^W/", "")
        .replaceAll("^\"|\"$", "");
  }

  /** How long the content is; -1 if that is not said. */
  long size() {
    String linked = header("X-Linked-Size");
    return number(linked.isEmpty() ? header("Content-Length") : linked);
  }

  /** A whole number that is not negative; -1 for anything else. */
  static long number(String digits) {
    return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
  }

  /** Whether it says where to look instead. */
  boolean redirects() {
    return List.of(301, 302, 303, 307, 308).contains(status) && !header("Location").isEmpty();
  }

  /**
   * The body as text.
   *
   * @param most bytes that it may have
   * @throws Fault if the connection broke off
   * @throws IllegalArgumentException if it has more
   */
  String text(int most) throws Fault {
    var bytes = new ByteArrayOutputStream();
    for (List<ByteBuffer> some = body.next(); some != null; some = body.next()) {
      for (ByteBuffer piece : some) {
        byte[] part = new byte[piece.remaining()];
        piece.get(part);
        bytes.writeBytes(part);
      }
      if (bytes.size() > most) {
        throw new IllegalArgumentException("it has more than %d bytes".formatted(most));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    body.close();
  }
}
