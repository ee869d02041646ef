package minitron.hub;

import static minitron.hub.Oddity.status;
import static minitron.hub.Oddity.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections that break and contents that are wrong: what goes on, and from where. */
@Timeout(60)
class BrokenDownloadTest {
  private static final String LIST = "api/models/org/name/revision/main";

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

  private Oddity cut(int bytes) {
    return Oddity.cut(bytes, one.incomplete());
  }

  @Test
  void aCutConnectionIsTakenUpAgain() throws IOException {
    hub.oddly(OneFile.WEIGHTS, cut(3), cut(0), cut(2));
    one.whole();
    assertEquals(List.of("null", "bytes=3-", "bytes=3-", "bytes=5-"), one.ranges());
    assertEquals(1 + 2 + 1, hub.rested(), "it got further the third time");
  }

  @Test
  void sixFailuresInARowAreEnough() throws IOException {
    hub.oddly(OneFile.WEIGHTS, cut(4), cut(0), cut(0), cut(0), cut(0), cut(0), cut(0));
    one.fails("The connection to 127.0.0.1 broke off: run the same again, it goes on");
    assertEquals("0123", Files.readString(one.incomplete()));
    assertEquals(1 + 2 + 4 + 8 + 16, hub.rested());
    assertFalse(Files.exists(one.model().resolve("snapshots")));
    one.whole();
  }

  /** Where the server lies, the next download begins anew. */
  @Test
  void aWrongHashIsThrownAway() throws IOException {
    hub.oddly(OneFile.WEIGHTS, text("012345678x"));
    one.fails(
        OneFile.WEIGHTS
            + " was not loaded as the hub has it: its SHA-256 is not "
            + hub.hash(OneFile.WEIGHTS));
    assertFalse(Files.exists(one.incomplete()));
    assertFalse(Files.exists(one.blob()));
    one.whole();
    hub.files.put("config.json", "{}".getBytes(StandardCharsets.US_ASCII));
    hub.oddly("config.json", text("[]"));
    one.fails("config.json was not loaded as the hub has it: its git hash is not 9e26dfeeb6e6");
  }

  @Test
  void aWrongLengthIsThrownAway() throws IOException {
    hub.oddly(
        OneFile.WEIGHTS,
        (exchange, content) -> { // of a length that is not said
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("0123456789abc".getBytes(StandardCharsets.US_ASCII));
        });
    one.fails("It was thrown away: run the same again.");
    assertFalse(Files.exists(one.incomplete()));
    one.whole();
  }

  @Test
  void aBusyServerIsAskedAgain() throws IOException {
    hub.oddly(LIST, status(503), status(500));
    hub.oddly(
        OneFile.WEIGHTS, status(429, "Retry-After", "7"), status(429, "Retry-After", "86400"));
    one.whole();
    assertEquals(1 + 2 + 7 + 60, hub.rested());
    Oddity busy = status(429);
    hub.oddly(LIST, busy, busy, busy, busy, busy, busy);
    one.fails("127.0.0.1 answers with status 429 (too many requests): run the same again later");
  }

  /** The address in the store is good for a while only; the hub makes a new one. */
  @Test
  void anAddressThatRanOutIsAskedForAgain() throws IOException {
    hub.oddly(OneFile.WEIGHTS, cut(5), status(403));
    one.whole();
    assertEquals(3, hub.asked.stream().filter(line -> line.contains("resolve")).count());
  }
}
