package minitron.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/** The texts beside this class that other programs run. */
final class Scripts {
  static final String RUNNER = read("limits.py") + read("runner.py");
  private static final String PROBE = read("probe.py");
  static final String NAMESPACES = read("namespaces.sh");

  private Scripts() {}

  /** Passes only in a strong sandbox, out of which nothing of a home folder is seen. */
  static String probe(Path home) {
    byte[] name = home.toString().getBytes(StandardCharsets.UTF_8);
    return PROBE.replace("HOME", HexFormat.of().formatHex(name));
  }

  private static String read(String name) {
    try (InputStream text = Scripts.class.getResourceAsStream(name)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
