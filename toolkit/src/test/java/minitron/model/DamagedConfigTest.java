package minitron.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import minitron.Damage;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DamagedConfigTest {
  @Provide
  Arbitrary<Damage.File> configs() throws IOException {
    return Damage.of(config("mini-llama"), config("mini-nemo"), config("mini-qwen"));
  }

  private static byte[] config(String name) throws IOException {
    return Files.readAllBytes(Path.of("src/test/resources/reference", name, "config.json"));
  }

  @Property(edgeCases = EdgeCasesMode.NONE, seed = "1")
  void aConfigIsReadOrRefused(@ForAll("configs") Damage.File config) throws IOException {
    config.read("config.json", Checkpoints::readConfig);
  }

  @Property(edgeCases = EdgeCasesMode.NONE, seed = "1")
  void aCheckpointWithItIsOpenedOrRefused(@ForAll("configs") Damage.File config)
      throws IOException {
    config.read(
        "config.json",
        file -> {
          Path weights = Path.of("src/test/resources/reference/mini-llama/model.safetensors");
          try {
            Files.createSymbolicLink(
                file.resolveSibling("model.safetensors"), weights.toAbsolutePath());
          } catch (IOException e) {
            throw new AssertionError(e);
          }
          Checkpoints.open(file.getParent());
        });
  }
}
