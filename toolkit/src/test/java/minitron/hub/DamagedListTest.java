package minitron.hub;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import minitron.Damage;
import minitron.Refusal;
import minitron.hub.Listing.Entry;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a server lists is read or refused, and stays in its folder. */
class DamagedListTest {
  @Provide
  Arbitrary<Damage.File> lists() {
    return Damage.of(
        "{\"sha\":\"%s\",\"siblings\":[{\"rfilename\":\"a.json\",\"size\":2,\"blobId\":\"%s\"},"
                .formatted(FakeHub.COMMIT, FakeHub.COMMIT)
            + "{\"rfilename\":\"b/c\",\"size\":1,\"lfs\":{\"sha256\":\"%s\",\"size\":9}}],\"x\":[1]}"
                .formatted("0".repeat(64)));
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.strings().withChars("./\\:aC \0").ofMinLength(0).ofMaxLength(12);
  }

  @Property(edgeCases = EdgeCasesMode.NONE, seed = "1")
  void listsAreReadOrRefused(@ForAll("lists") Damage.File file) throws IOException {
    String text = new String(file.bytes(), StandardCharsets.UTF_8);
    Refusal.readOrRefused(
        () -> {
          List<Entry> entries = Listing.parse(text).entries();
          entries.forEach(entry -> inside(entry.path(), entry.hash(), entry.size()));
        });
  }

  @Property(edgeCases = EdgeCasesMode.NONE, seed = "1")
  void pathsStayInside(@ForAll("paths") String path) throws IOException {
    Refusal.readOrRefused(() -> inside(path, FakeHub.COMMIT, 0));
  }

  private static void inside(String path, String hash, long size) {
    Path folder = Path.of("/cache");
    Path file = folder.resolve(new RepoFile(path, hash, size).path()).normalize();
    assertTrue(file.startsWith(folder) && !file.equals(folder), path);
  }
}
