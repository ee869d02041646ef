package minitron.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import minitron.Damage;
import minitron.Refusal;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DamagedWeightsTest {
  @Provide
  Arbitrary<Damage.File> headers() throws IOException {
    return Damage.of(header("mixed.safetensors"), header("dtypes.safetensors"));
  }

  private static byte[] header(String name) throws IOException {
    byte[] file = Files.readAllBytes(SafetensorsFiles.resource(name));
    return Arrays.copyOfRange(file, 8, 8 + file[0] + 256 * file[1]);
  }

  @Property(edgeCases = EdgeCasesMode.NONE, seed = "1")
  void aHeaderIsReadOrRefused(@ForAll("headers") Damage.File header) throws IOException {
    Refusal.readOrRefused(() -> SafetensorsHeader.parse(ByteBuffer.wrap(header.bytes()), 104));
  }

  @Provide
  Arbitrary<Damage.File> files() throws IOException {
    return Damage.of(
        Files.readAllBytes(SafetensorsFiles.resource("mixed.safetensors")),
        Files.readAllBytes(SafetensorsFiles.resource("vanilla.safetensors")));
  }

  @Property(edgeCases = EdgeCasesMode.NONE, seed = "1")
  void aFileIsReadOrRefused(@ForAll("files") Damage.File file) throws IOException {
    file.read("model.safetensors", SafetensorsFile::open);
  }

  @Provide
  Arbitrary<Damage.File> indexes() {
    return Damage.of(
        "{\"metadata\":{\"total_size\":104},\"weight_map\":"
            + "{\"a\":\"model-00001-of-00002.safetensors\",\"b\":\"model-00002-of-00002.safetensors\"}}");
  }

  @Property(edgeCases = EdgeCasesMode.NONE, seed = "1")
  void anIndexIsReadOrRefused(@ForAll("indexes") Damage.File index) throws IOException {
    index.read(
        "model.safetensors.index.json",
        file -> {
          Path folder = file.getParent();
          try {
            Files.writeString(folder.resolve("config.json"), "{}");
          } catch (IOException e) {
            throw new AssertionError(e);
          }
          CheckpointFiles.open(folder);
        });
  }
}
