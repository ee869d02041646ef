package minitron.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import minitron.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models by their names on the hub, as huggingface_hub lays them out. */
class HubCacheTest {
  private static final Path HOME = Path.of("/home/ann");

  @TempDir Path temp;

  /**
   * As constants.HF_HUB_CACHE of huggingface_hub 1.33.0 is; but what is set to nothing is as not
   * set.
   */
  @Test
  void itIsWhereTransformersLooks() {
    assertEquals("/home/ann/.cache/huggingface/hub", folder(Map.of()));
    assertEquals("/x/huggingface/hub", folder(Map.of("XDG_CACHE_HOME", "/x")));
    assertEquals("/h/hub", folder(Map.of("XDG_CACHE_HOME", "/x", "HF_HOME", "/h")));
    assertEquals("/home/ann/h/hub", folder(Map.of("HF_HOME", "~/h")));
    assertEquals("/old", folder(Map.of("HF_HOME", "/h", "HUGGINGFACE_HUB_CACHE", "/old")));
    assertEquals("/c", folder(Map.of("HUGGINGFACE_HUB_CACHE", "/old", "HF_HUB_CACHE", "/c")));
    assertEquals("/home/ann/.cache/huggingface/hub", folder(Map.of("HF_HUB_CACHE", "")));
  }

  private static String folder(Map<String, String> environment) {
    return HubCache.of(environment, HOME).folder().toString();
  }

  @ParameterizedTest
  @CsvSource({
    "meta-llama/Llama-3.1-8B, meta-llama/Llama-3.1-8B, main",
    "gpt2, gpt2, main",
    "org/name@v1.0, org/name, v1.0",
    "org/name@refs/pr/3, org/name, refs/pr/3"
  })
  void namesAreReadWithTheirRevisions(String path, String model, String revision) {
    assertEquals(Optional.of(new HubCache.Name(model, revision)), HubCache.Name.of(Path.of(path)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/org/name", "a/b/c", "../name", "org/..", "org/name@..", "./name", "a b"})
  void otherPathsAreNoNames(String path) {
    assertEquals(Optional.empty(), HubCache.Name.of(Path.of(path)));
  }

  @Test
  void aModelIsFoundByBranchTagAndCommit() throws IOException {
    Path model = temp.resolve("models--org--name");
    Path first = Files.createDirectories(model.resolve("snapshots/0123abc"));
    Path second = Files.createDirectories(model.resolve("snapshots/4567def"));
    Path refs = Files.createDirectories(model.resolve("refs/refs/pr"));
    Files.writeString(model.resolve("refs/main"), "0123abc");
    Files.writeString(model.resolve("refs/v2"), "4567def\n");
    Files.writeString(refs.resolve("3"), "4567def");
    assertEquals(first, find("org/name"));
    assertEquals(second, find("org/name@v2"));
    assertEquals(second, find("org/name@refs/pr/3"));
    assertEquals(second, find("org/name@4567def"));
    Refusal.of(
        () -> find("org/name@v3"),
        "neither a branch nor a snapshot \"v3\"",
        "minitron download org/name --revision v3");
    Files.writeString(model.resolve("refs/v2"), "gone");
    Refusal.of(() -> find("org/name@v2"), "whose refs/v2 names the revision \"gone\"");
    assertEquals(Optional.empty(), cache().find(new HubCache.Name("org/other", "main")));
  }

  private HubCache cache() {
    return new HubCache(temp);
  }

  private Path find(String name) {
    return cache().find(HubCache.Name.of(Path.of(name)).orElseThrow()).orElseThrow();
  }
}
