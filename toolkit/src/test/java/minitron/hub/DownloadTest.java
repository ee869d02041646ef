package minitron.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import minitron.Refusal;
import minitron.io.WriterLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a download asks for, and when. */
class DownloadTest {
  private static final String WEIGHTS = "model.safetensors";

  @TempDir Path temp;
  private Path cache;
  private Path model;
  private FakeHub hub;

  @BeforeEach
  void open() {
    cache = temp.resolve("cache");
    model = cache.resolve("models--org--name");
    hub = new FakeHub();
    hub.files.put("config.json", text("{}"));
    hub.files.put(WEIGHTS, text("weights"));
  }

  @AfterEach
  void close() {
    hub.close();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void theTokenGoesToTheHubAlone() {
    hub.download(cache);
    String resolve = " /org/name/resolve/" + FakeHub.COMMIT + "/";
    assertEquals(
        List.of(
            "hub GET /api/models/org/name/revision/main null Bearer hf_secret",
            "hub GET" + resolve + "config.json null Bearer hf_secret",
            "hub GET" + resolve + "model.safetensors null Bearer hf_secret",
            "store GET /store/model.safetensors null null"),
        hub.asked);
  }

  @Test
  void whatIsThereIsNotFetchedAgain() throws IOException {
    hub.download(cache);
    hub.asked.clear();
    assertEquals(0, hub.download(cache).fetched());
    assertEquals(List.of(), hub.askedFiles());
    Path snapshot = model.resolve("snapshots").resolve(FakeHub.COMMIT);
    Files.delete(snapshot.resolve(WEIGHTS)); // the blob is there
    Files.writeString(model.resolve("blobs").resolve(hub.hash("config.json")), "{"); // cut short
    assertEquals(2, hub.download(cache).fetched());
    assertEquals(1, hub.askedFiles().size());
    assertEquals("weights", Files.readString(snapshot.resolve(WEIGHTS)));
    assertEquals("{}", Files.readString(snapshot.resolve("config.json")));
  }

  /** A branch that moved stays what it was until what it is now is whole. */
  @Test
  void theOldSnapshotStaysUntilTheNewOneIsWhole() throws IOException {
    hub.download(cache);
    hub.commit = "f".repeat(40);
    hub.files.put(WEIGHTS, text("newer"));
    hub.wrong.put(WEIGHTS, "0".repeat(64));
    Sentence.of(() -> hub.download(cache), "thrown away");
    assertEquals(FakeHub.COMMIT, Files.readString(model.resolve("refs/main")));
    hub.wrong.clear();
    Downloaded got = hub.download(cache);
    assertEquals(5, got.fetched(), "config.json is the same");
    assertEquals(hub.commit, Files.readString(model.resolve("refs/main")));
    assertEquals("newer", Files.readString(got.folder().resolve(WEIGHTS)));
  }

  /** As hubs do that do not know of blobs=true. */
  @Test
  void hashesAreAskedForWhereTheListHasNone() throws IOException {
    hub.listsHashes = false;
    Downloaded got = hub.download(cache);
    assertEquals("weights", Files.readString(got.folder().resolve(WEIGHTS)));
    assertTrue(Files.exists(model.resolve("blobs").resolve(hub.hash(WEIGHTS))));
    assertTrue(Files.exists(model.resolve("blobs").resolve(hub.hash("config.json"))));
    long heads = hub.asked.stream().filter(line -> line.startsWith("hub HEAD")).count();
    assertEquals(2, heads, hub.asked.toString());
    hub.wrong.put("config.json", "../../x");
    Refusal.of(() -> hub.download(cache), "SHA-256 or git's SHA-1 of \"config.json\"");
  }

  @Test
  void oneDownloadAtATime() throws IOException {
    Files.createDirectories(model);
    WriterLock other = WriterLock.in(model);
    Refusal.of(() -> hub.download(cache), model + " is being written by another run");
    other.close();
    assertTrue(hub.download(cache).ending().whole());
  }
}
