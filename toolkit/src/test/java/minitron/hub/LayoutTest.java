package minitron.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import minitron.Fixtures;
import minitron.Refusal;
import minitron.model.CausalLm;
import minitron.model.Checkpoints;
import minitron.runs.Progress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a download leaves in the cache. */
class LayoutTest {
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

  private Downloaded all(String name, String... include) {
    var options =
        DownloadOptions.DEFAULT.include(include.length == 0 ? new String[] {"*"} : include);
    return hub.download(cache, name, options, Progress.SILENT);
  }

  /** A line a file: its path, and after an arrow where a link leads to. */
  private List<String> listing() throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files
          .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .map(this::line)
          .sorted()
          .toList();
    }
  }

  private String line(Path file) {
    try {
      String name = cache.relativize(file).toString();
      return Files.isSymbolicLink(file) ? name + " -> " + Files.readSymbolicLink(file) : name;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * As huggingface_hub 1.33.0 wrote it from a server with the same answers, its lock files and its
   * list of the whole tree aside. The hashes are those of {@code git hash-object} and sha256sum.
   */
  @Test
  void theCacheIsLaidOutAsInPython() throws IOException {
    hub.files.put("extra/deep/config.json", text("{}"));
    hub.files.put("empty.txt", text(""));
    Downloaded got = all("org/name");
    String git = "9e26dfeeb6e641a33dae4961196235bdb965b21b"; // of {}
    String empty = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";
    String sha = "9a129038d9a00aed0cf6a7ea059ca50a813449061ab87848cf1a13eafdf33b2c";
    String snapshot = "models--org--name/snapshots/" + FakeHub.COMMIT + "/";
    assertEquals(
        List.of(
            "CACHEDIR.TAG",
            "models--org--name/blobs/" + sha,
            "models--org--name/blobs/" + git,
            "models--org--name/blobs/" + empty,
            "models--org--name/refs/main",
            snapshot + "config.json -> ../../blobs/" + git,
            snapshot + "empty.txt -> ../../blobs/" + empty,
            snapshot + "extra/deep/config.json -> ../../../../blobs/" + git,
            snapshot + "model.safetensors -> ../../blobs/" + sha),
        listing());
    assertEquals(FakeHub.COMMIT, Files.readString(model.resolve("refs/main")));
    assertEquals(cache.resolve(snapshot), got.folder());
    assertEquals("weights", Files.readString(got.folder().resolve(WEIGHTS)));
    assertEquals(9, got.bytes());
    assertEquals(
        "org/name at 0123456789ab: 4 files, 9 bytes, of which 9 bytes were fetched\n"
            + got.folder(),
        got.toString());
  }

  @Test
  void theLoaderFindsIt() throws IOException {
    Path saved = Fixtures.model(temp.resolve("saved"));
    try (FakeHub other = FakeHub.of(saved)) {
      other.download(cache);
    }
    try (CausalLm got = Checkpoints.open(model);
        CausalLm own = Checkpoints.open(saved)) {
      assertEquals(own.sha256(), got.sha256());
      assertEquals(own.config(), got.config());
    }
  }

  @Test
  void branchesTagsAndCommits() throws IOException {
    all("org/name@refs/pr/1");
    assertEquals(FakeHub.COMMIT, Files.readString(model.resolve("refs/refs/pr/1")));
    var v2 = DownloadOptions.DEFAULT.revision("v2");
    hub.download(cache, "org/name", v2, Progress.SILENT);
    all("org/name@" + FakeHub.COMMIT);
    assertFalse(Files.exists(model.resolve("refs").resolve(FakeHub.COMMIT)));
    assertTrue(hub.asked.toString().contains("/revision/v2 "), hub.asked.toString());
    Refusal.of(
        () -> hub.download(cache, "org/name@v1", v2, Progress.SILENT),
        "org/name@v1 names another revision than \"v2\"");
    Refusal.of(() -> all("org/name@/etc/x"), "\"/etc/x\", which is not a path inside of a folder");
    Refusal.of(() -> all("a/b/c"), "name it as org/name");
  }

  /** Where there are no links, the file itself is in the snapshot, and is whole. */
  @Test
  void withoutLinksTheFileItselfIsThere() throws IOException {
    Downloaded got = hub.download(cache);
    Path file = got.folder().resolve(WEIGHTS);
    Files.delete(file);
    Path blob = model.resolve("blobs").resolve(hub.hash(WEIGHTS));
    ModelFolder.instead(got.folder().resolve("twin"), blob, true);
    ModelFolder.instead(file, blob, false);
    assertFalse(Files.exists(blob));
    assertArrayEquals(text("weights"), Files.readAllBytes(got.folder().resolve("twin")));
    hub.asked.clear();
    assertEquals(0, hub.download(cache).fetched());
    assertEquals(List.of(), hub.askedFiles());
  }
}
