package minitron;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import minitron.tensor.Engines;

/** How results were made, without any path, name or time of the machine. */
final class Provenance {
  private static final String PROPERTIES = "/META-INF/maven/minitron/toolkit/pom.properties";

  private Provenance() {}

  /**
   * The folder of results: the system property {@code minitron.results}, or else the folder beside
   * the nearest folder of notebooks, or else one in the working directory.
   */
  static Path resultsFolder() {
    String own = System.getProperty("minitron.results");
    if (own != null) {
      return Path.of(own);
    }
    Path here = Path.of("").toAbsolutePath();
    return Stream.iterate(here, path -> path != null, Path::getParent)
        .filter(path -> Files.isDirectory(path.resolve("notebooks")))
        .map(path -> path.resolve("results"))
        .findFirst()
        .orElse(here.resolve("results"));
  }

  /** Commit, device, versions, and the seconds that this Java has run. */
  static Map<String, Object> of(Path folder) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("commit", commit(folder));
    values.put("budget", Budget.current().toString());
    values.put("device", Engines.device().getDeviceType());
    values.put("processors", Runtime.getRuntime().availableProcessors());
    values.put("versions", versions());
    long millis = ManagementFactory.getRuntimeMXBean().getUptime();
    values.put("seconds", Math.round(millis / 100.0) / 10.0);
    return values;
  }

  static Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("minitron", version());
    versions.put("java", System.getProperty("java.version"));
    versions.put("djl", Engine.getDjlVersion());
    versions.put("libtorch", Engines.engine().getVersion());
    versions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return versions;
  }

  /** The toolkit's own version. */
  static String version() {
    try (InputStream in = Provenance.class.getResourceAsStream(PROPERTIES)) {
      if (in == null) {
        return "not from its jar";
      }
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The commit, with a + if the code has changed since. */
  private static String commit(Path folder) {
    String commit = git(folder, "rev-parse", "--short=12", "HEAD");
    if (commit.isEmpty()) {
      return "unknown";
    }
    String changes =
        git(folder, "status", "--porcelain", "--", ":/toolkit", ":/datasets", ":/pom.xml");
    return changes.isEmpty() ? commit : commit + "+";
  }

  private static String git(Path folder, String... arguments) {
    List<String> command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(10, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0 ? text.strip() : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
