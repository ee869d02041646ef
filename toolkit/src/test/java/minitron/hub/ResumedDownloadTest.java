package minitron.hub;

import static minitron.hub.Oddity.status;
import static minitron.hub.Oddity.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import minitron.runs.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Downloads that go on from what an earlier one left. */
@Timeout(60)
class ResumedDownloadTest {
  private static final String WEIGHTS = "model.safetensors";

  @TempDir Path temp;
  private Path model;
  private FakeHub hub;

  @BeforeEach
  void open() {
    model = temp.resolve("models--org--name");
    hub = new FakeHub();
    hub.files.put(WEIGHTS, "0123456789".getBytes(StandardCharsets.US_ASCII));
  }

  @AfterEach
  void close() {
    hub.close();
  }

  private Path blob() {
    return model.resolve("blobs").resolve(hub.hash(WEIGHTS));
  }

  private Path incomplete() {
    return model.resolve("blobs").resolve(hub.hash(WEIGHTS) + ".incomplete");
  }

  private Downloaded whole() throws IOException {
    Downloaded got = hub.download(temp);
    assertTrue(got.ending().whole());
    assertEquals("0123456789", Files.readString(got.folder().resolve(WEIGHTS)));
    assertFalse(Files.exists(incomplete()));
    return got;
  }

  /** From which byte the store was asked, each time. */
  private List<String> ranges() {
    return hub.asked.stream()
        .filter(line -> line.startsWith("store"))
        .map(line -> line.split(" ", -1)[3])
        .toList();
  }

  private void leave(String bytes) throws IOException {
    Files.createDirectories(incomplete().getParent());
    Files.writeString(incomplete(), bytes);
  }

  private String fails(String... parts) {
    return Sentence.of(() -> hub.download(temp), parts);
  }

  @Test
  void aDownloadGoesOnWhereAnEarlierOneBrokeOff() throws IOException {
    leave("0123");
    assertEquals(6, whole().fetched());
    assertEquals(List.of("bytes=4-"), ranges());
    assertEquals(0, hub.rested());
  }

  @Test
  void aServerThatIgnoresTheRangeSendsAll() throws IOException {
    leave("0123");
    hub.oddly(WEIGHTS, (exchange, content) -> Oddity.send(exchange, 200, content));
    whole();
  }

  @Test
  void aServerThatCannotGoOnIsAskedForAll() throws IOException {
    leave("0123");
    hub.oddly(WEIGHTS, status(416), text("01"));
    fails(WEIGHTS + " has 10 bytes by the hub's list, and the server sends 2");
    leave("0123");
    hub.oddly(
        WEIGHTS,
        (exchange, content) -> {
          exchange.getResponseHeaders().set("Content-Range", "bytes 3-9/10");
          Oddity.send(exchange, 206, new byte[7]);
        });
    whole();
    assertEquals(List.of("bytes=4-", "null", "bytes=4-", "null"), ranges());
  }

  @Test
  void whatIsLeftAndTooLongIsThrownAway() throws IOException {
    leave("0123456789abc");
    whole();
    assertEquals(List.of("null"), ranges());
  }

  @Test
  void whatIsLeftAndWholeIsOnlyChecked() throws IOException {
    leave("0123456789");
    assertEquals(0, whole().fetched());
    assertEquals(List.of(), ranges());
  }

  @Test
  void aStoppedDownloadGoesOn() throws IOException {
    var silence = new CountDownLatch(1);
    hub.oddly(
        WEIGHTS,
        (exchange, content) -> {
          exchange.sendResponseHeaders(200, 10);
          exchange.getResponseBody().write(content, 0, 6);
          exchange.getResponseBody().flush();
          await(silence);
        });
    var stop = new Stop();
    Downloaded part = hub.download(temp, "org/name", DownloadOptions.DEFAULT, stop);
    silence.countDown();
    assertEquals(
        "stopped on request after 6 bytes of 10 bytes: the same download goes on from there",
        part.ending().text());
    assertEquals("012345", Files.readString(incomplete()));
    assertEquals(6, part.fetched());
    assertEquals(4, whole().fetched());
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Stops a download as soon as six bytes are there. */
  private final class Stop implements Progress {
    @Override
    public void at(long done, long total, String note) {}

    @Override
    public boolean cancelled() {
      return incomplete().toFile().length() == 6;
    }
  }

  /** What is hashed on the way is what is there, however it came in pieces. */
  @Test
  void aBlobInPieces() throws IOException {
    leave("01");
    var file = new RepoFile(WEIGHTS, hub.hash(WEIGHTS), 10);
    try (Incomplete part = Incomplete.of(blob(), file, () -> false)) {
      for (String piece : List.of("", "2", "345678", "9")) {
        part.append(ByteBuffer.wrap(piece.getBytes(StandardCharsets.US_ASCII)));
      }
      part.finish();
    }
    assertEquals("0123456789", Files.readString(blob()));
  }
}
