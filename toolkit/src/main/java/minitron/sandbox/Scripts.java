package minitron.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scripts beside this class, which Python and sh run. */
final class Scripts {
  static final String RUNNER =
      Stream.of(
              "limits", "calls", "values", "program", "remote", "names", "tests", "judge", "runner")
          .map(name -> read(name + ".py"))
          .collect(Collectors.joining("\n"));
  private static final String PROBE = read("probe.py");
  static final String NAMESPACES = read("namespaces.sh");

  private Scripts() {}

  /** A program that passes only in a sandbox that hides a home folder. */
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
