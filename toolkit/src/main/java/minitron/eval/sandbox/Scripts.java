package minitron.eval.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The texts beside this class that other programs run. */
final class Scripts {
  static final String RUNNER = read("limits.py") + read("runner.py");
  static final String PROBE = read("probe.py");
  static final String NAMESPACES = read("namespaces.sh");

  private Scripts() {}

  private static String read(String name) {
    try (InputStream text = Scripts.class.getResourceAsStream(name)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
