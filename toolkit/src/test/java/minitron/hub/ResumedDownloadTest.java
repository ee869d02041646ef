package minitron.hub;

import static minitron.hub.Oddity.status;
import static minitron.hub.Oddity.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

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

  @TempDir Path temp;
  private OneFile one;
  private FakeHub hub;

  @BeforeEach
  void open() {
    one = OneFile.in(temp);
    hub = one.hub();
  }

  @AfterEach
  void close() {
    one.close();
  }

  private void leave(String bytes) throws IOException {
    Files.createDirectories(one.incomplete().getParent());
    Files.writeString(one.incomplete(), bytes);
  }

  @Test
  void aDownloadGoesOnWhereAnEarlierOneBrokeOff() throws IOException {
    leave("0123");
    assertEquals(6, one.whole().fetched());
    assertEquals(List.of("bytes=4-"), one.ranges());
    assertEquals(0, hub.rested());
  }

  @Test
  void aServerThatIgnoresTheRangeSendsAll() throws IOException {
    leave("0123");
    hub.oddly(OneFile.WEIGHTS, (exchange, content) -> Oddity.send(exchange, 200, content));
    one.whole();
  }

  @Test
  void aServerThatCannotGoOnIsAskedForAll() throws IOException {
    leave("0123");
    hub.oddly(OneFile.WEIGHTS, status(416), text("01"));
    one.fails(OneFile.WEIGHTS + " has 10 bytes by the hub's list, and the server sends 2");
    leave("0123");
    hub.oddly(
        OneFile.WEIGHTS,
        (exchange, content) -> {
          exchange.getResponseHeaders().set("Content-Range", "bytes 3-9/10");
          Oddity.send(exchange, 206, new byte[7]);
        });
    one.whole();
    assertEquals(List.of("bytes=4-", "null", "bytes=4-", "null"), one.ranges());
  }

  @Test
  void whatIsLeftAndTooLongIsThrownAway() throws IOException {
    leave("0123456789abc");
    one.whole();
    assertEquals(List.of("null"), one.ranges());
  }

  @Test
  void whatIsLeftAndWholeIsOnlyChecked() throws IOException {
    leave("0123456789");
    assertEquals(0, one.whole().fetched());
    assertEquals(List.of(), one.ranges());
  }

  @Test
  void aStoppedDownloadGoesOn() throws IOException {
    var silence = new CountDownLatch(1);
    hub.oddly(
        OneFile.WEIGHTS,
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
    assertEquals("012345", Files.readString(one.incomplete()));
    assertEquals(6, part.fetched());
    assertEquals(4, one.whole().fetched());
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
      return one.incomplete().toFile().length() == 6;
    }
  }

  /** What is hashed on the way is what is there, however it came in pieces. */
  @Test
  void aBlobInPieces() throws IOException {
    leave("01");
    var file = new RepoFile(OneFile.WEIGHTS, hub.hash(OneFile.WEIGHTS), 10);
    try (Incomplete part = Incomplete.of(one.blob(), file, () -> false)) {
      for (String piece : List.of("", "2", "345678", "9")) {
        part.append(ByteBuffer.wrap(piece.getBytes(StandardCharsets.US_ASCII)));
      }
      part.finish();
    }
    assertEquals("0123456789", Files.readString(one.blob()));
  }
}
