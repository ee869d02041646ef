package minitron.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import minitron.Damage;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DamagedTokenizerTest {
  private static final Path TOKENIZERS = Path.of("src/test/resources/tokenizers");

  @Provide
  Arbitrary<Damage.File> tokenizers() throws IOException {
    return Damage.of(read("byte-level", "tokenizer.json"), read("metaspace", "tokenizer.json"));
  }

  @Provide
  Arbitrary<Damage.File> configs() throws IOException {
    return Damage.of(
        read("byte-level", "tokenizer_config.json"), read("metaspace", "tokenizer_config.json"));
  }

  private static byte[] read(String folder, String name) throws IOException {
    return Files.readAllBytes(TOKENIZERS.resolve(folder).resolve(name));
  }

  @Property(edgeCases = EdgeCasesMode.NONE, seed = "1")
  void aTokenizerIsReadOrRefused(@ForAll("tokenizers") Damage.File file) throws IOException {
    file.read(
        "tokenizer.json",
        path -> Tokenizer.of(path.getParent()).encode("Où est the cup?\n\t 12 <s> 😀"));
  }

  @Property(edgeCases = EdgeCasesMode.NONE, seed = "1")
  void aConfigOfATokenizerIsReadOrRefused(@ForAll("configs") Damage.File file) throws IOException {
    file.read("tokenizer_config.json", path -> TokenizerFiles.read(path.getParent()));
  }
}
