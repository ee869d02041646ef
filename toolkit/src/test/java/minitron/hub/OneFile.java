package minitron.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A hub with a model of one file of ten bytes, and the cache that it is loaded to. */
record OneFile(FakeHub hub, Path cache) implements AutoCloseable {
  static final String WEIGHTS = "model.safetensors";

  static OneFile in(Path cache) {
    var hub = new FakeHub();
    hub.files.put(WEIGHTS, "0123456789".getBytes(StandardCharsets.US_ASCII));
    return new OneFile(hub, cache);
  }

  Path model() {
    return cache.resolve("models--org--name");
  }

  Path blob() {
    return model().resolve("blobs").resolve(hub.hash(WEIGHTS));
  }

  Path incomplete() {
    return model().resolve("blobs").resolve(hub.hash(WEIGHTS) + ".incomplete");
  }

  Downloaded whole() throws IOException {
    Downloaded got = hub.download(cache);
    assertTrue(got.ending().whole());
    assertEquals("0123456789", Files.readString(got.folder().resolve(WEIGHTS)));
    assertFalse(Files.exists(incomplete()));
    return got;
  }

  /** From which byte the store was asked, each time. */
  List<String> ranges() {
    return hub.asked.stream()
        .filter(line -> line.startsWith("store"))
        .map(line -> line.split(" ", -1)[3])
        .toList();
  }

  String fails(String... parts) {
    return Sentence.of(() -> hub.download(cache), parts);
  }

  @Override
  public void close() {
    hub.close();
  }
}
