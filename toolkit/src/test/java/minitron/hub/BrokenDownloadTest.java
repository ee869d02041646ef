package minitron.hub;

import static minitron.hub.Oddity.status;
import static minitron.hub.Oddity.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  private String fails(String... parts) {
    return Sentence.of(() -> hub.download(temp), parts);
  }

  private Oddity cut(int bytes) {
    return Oddity.cut(bytes, incomplete());
  }

  @Test
  void aCutConnectionIsTakenUpAgain() throws IOException {
    hub.oddly(WEIGHTS, cut(3), cut(0), cut(2));
    whole();
    assertEquals(List.of("null", "bytes=3-", "bytes=3-", "bytes=5-"), ranges());
    assertEquals(1 + 2 + 1, hub.rested(), "it got further the third time");
  }

  @Test
  void sixFailuresInARowAreEnough() throws IOException {
    hub.oddly(WEIGHTS, cut(4), cut(0), cut(0), cut(0), cut(0), cut(0), cut(0));
    fails("The connection to 127.0.0.1 broke off: run the same again, it goes on");
    assertEquals("0123", Files.readString(incomplete()));
    assertEquals(1 + 2 + 4 + 8 + 16, hub.rested());
    assertFalse(Files.exists(model.resolve("snapshots")));
    whole();
  }

  /** Where the server lies, the next download begins anew. */
  @Test
  void aWrongHashIsThrownAway() throws IOException {
    hub.oddly(WEIGHTS, text("012345678x"));
    fails(WEIGHTS + " was not loaded as the hub has it: its SHA-256 is not " + hub.hash(WEIGHTS));
    assertFalse(Files.exists(incomplete()));
    assertFalse(Files.exists(blob()));
    whole();
    hub.files.put("config.json", "{}".getBytes(StandardCharsets.US_ASCII));
    hub.oddly("config.json", text("[]"));
    fails("config.json was not loaded as the hub has it: its git hash is not 9e26dfeeb6e6");
  }

  @Test
  void aWrongLengthIsThrownAway() throws IOException {
    hub.oddly(
        WEIGHTS,
        (exchange, content) -> { // of a length that is not said
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("0123456789abc".getBytes(StandardCharsets.US_ASCII));
        });
    fails("It was thrown away: run the same again.");
    assertFalse(Files.exists(incomplete()));
    whole();
  }

  @Test
  void aBusyServerIsAskedAgain() throws IOException {
    hub.oddly(LIST, status(503), status(500));
    hub.oddly(WEIGHTS, status(429, "Retry-After", "7"), status(429, "Retry-After", "86400"));
    whole();
    assertEquals(1 + 2 + 7 + 60, hub.rested());
    Oddity busy = status(429);
    hub.oddly(LIST, busy, busy, busy, busy, busy, busy);
    fails("127.0.0.1 answers with status 429 (too many requests): run the same again later");
  }

  /** The address in the store is good for a while only; the hub makes a new one. */
  @Test
  void anAddressThatRanOutIsAskedForAgain() throws IOException {
    hub.oddly(WEIGHTS, cut(5), status(403));
    whole();
    assertEquals(3, hub.asked.stream().filter(line -> line.contains("resolve")).count());
  }
}
