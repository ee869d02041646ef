package minitron.text;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/** The tiny tokenizers of the test resources. */
final class TestTokenizers {
  private TestTokenizers() {}

  /** The folder of {@code byte-level} (no BOS) or {@code metaspace} (adds one). */
  static Path folder(String name) {
    try {
      return Path.of(TestTokenizers.class.getResource("/tokenizers/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One of them with another tokenizer.json, in a folder that goes when Java ends. */
  static Tokenizer edited(String name, Consumer<JsonObject> edit) {
    try {
      JsonObject json =
          JsonParser.parseString(Files.readString(folder(name).resolve("tokenizer.json")))
              .getAsJsonObject();
      edit.accept(json);
      Path home = Files.createTempDirectory("tokenizer");
      home.toFile().deleteOnExit();
      Path file = Files.writeString(home.resolve("tokenizer.json"), json.toString());
      file.toFile().deleteOnExit();
      return Tokenizer.of(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The hash of ids as little-endian 32-bit numbers. */
  static String sha256(int[] ids) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * ids.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(ids);
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.array());
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
