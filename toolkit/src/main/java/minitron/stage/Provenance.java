package minitron.stage;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minitron.Budget;
import minitron.io.OwnCode;
import minitron.tensor.Engines;

/** How results were made, without any path, name or time of the machine. */
public final class Provenance {
  private static final String PROPERTIES = "/META-INF/maven/minitron/toolkit/pom.properties";

  private static final Pattern LIBRARIES =
      Pattern.compile("(ai\\.djl|PYTORCH|TORCH|ATEN|MKL|DNNL|ONEDNN|OMP|GOMP|KMP|LD)[._]");

  private static final Pattern PROCESSOR =
      Pattern.compile("(vendor_id|cpu family|model|stepping|flags|cache size|CPU |Features)");

  private Provenance() {}

  /**
   * The folder of results: the system property {@code minitron.results}, or else the folder beside
   * the nearest folder of notebooks, or else one in the working directory.
   */
  public static Path resultsFolder() {
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
  public static Map<String, Object> of(Path folder) {
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

  /** By name, of the toolkit and of what it stands on. */
  public static Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("minitron", version());
    versions.put("java", System.getProperty("java.version"));
    versions.put("djl", Engine.getDjlVersion());
    versions.put("libtorch", Engines.engine().getVersion());
    versions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return versions;
  }

  /**
   * By name, what the bits of a computation on the CPU depend on besides its inputs.
   *
   * @param threads that libtorch takes for an operation
   */
  public static Map<String, String> ground(int threads) {
    Map<String, String> ground = new LinkedHashMap<>(versions());
    ground.put("code", OwnCode.sha256());
    ground.put(
        "virtual machine",
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    ground.put("threads", String.valueOf(threads));
    ground.put("processor", processor());
    System.getenv().forEach((name, value) -> putLibrary(name, value, ground));
    System.getProperties().forEach((name, value) -> putLibrary("" + name, "" + value, ground));
    return ground;
  }

  /** What the libraries listen to: threads, instruction sets, and other builds of them. */
  private static void putLibrary(String name, String value, Map<String, String> ground) {
    if (LIBRARIES.matcher(name).lookingAt()) {
      ground.put(name, value);
    }
  }

  /** Its model, and the instructions and caches that the libraries choose their loops by. */
  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> PROCESSOR.matcher(line).lookingAt())
          .distinct()
          .collect(Collectors.joining("\n"));
    } catch (IOException | UncheckedIOException e) {
      String windows = System.getenv("PROCESSOR_IDENTIFIER");
      return windows == null
          ? run(Path.of("."), "sysctl", "-n", "machdep.cpu.brand_string")
          : windows;
    }
  }

  /** The toolkit's own version. */
  public static String version() {
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
    String commit = run(folder, "git", "rev-parse", "--short=12", "HEAD");
    if (commit.isEmpty()) {
      return "unknown";
    }
    String changes =
        run(folder, "git", "status", "--porcelain", "--", ":/toolkit", ":/datasets", ":/pom.xml");
    return changes.isEmpty() ? commit : commit + "+";
  }

  /** What a command prints; nothing if it fails. */
  private static String run(Path folder, String... command) {
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
