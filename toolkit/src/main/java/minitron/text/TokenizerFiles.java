package minitron.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import minitron.io.Sha256;

/** The files that a tokenizer is read from. */
final class TokenizerFiles {
  private static final List<String> NAMES =
      List.of("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json");

  private TokenizerFiles() {}

  /** SHA-256 over the names and contents of those that are there. */
  static String sha256(Path folder) {
    var all = new ByteArrayOutputStream();
    try {
      for (String name : NAMES) {
        if (Files.isRegularFile(folder.resolve(name))) {
          all.write(name.getBytes(StandardCharsets.UTF_8));
          all.write(Files.readAllBytes(folder.resolve(name)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + folder + ": " + e.getMessage(), e);
    }
    return Sha256.of(all.toByteArray());
  }
}
