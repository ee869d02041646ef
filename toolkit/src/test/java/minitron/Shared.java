package minitron;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The folder of real models and texts beside the project, which most machines do not have: tests
 * that need it are not run there.
 */
public final class Shared {
  private Shared() {}

  /**
   * The folder named by the system property {@code minitron.shared}, or ../shared of the project.
   */
  public static Optional<Path> folder() {
    String named = System.getProperty("minitron.shared");
    Stream<Path> candidates =
        named != null
            ? Stream.of(Path.of(named))
            : Stream.of(Path.of("../../shared"), Path.of("../shared"));
    return candidates.filter(Files::isDirectory).findFirst();
  }

  /** The folder, or the test is not run. */
  public static Path require() {
    Optional<Path> folder = folder();
    Assumptions.assumeTrue(folder.isPresent(), "../shared is not there");
    return folder.orElseThrow();
  }
}
