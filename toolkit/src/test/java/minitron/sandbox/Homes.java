package minitron.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Interpreters in a home folder: a strong sandbox shows them, and nothing else of it. */
interface Homes {

  Sandbox sandbox();

  Isolation way();

  @Test
  default void anInterpreterInAFolderOfItsOwnIsAllOfTheHomeInSight() throws Exception {
    sandbox();
    try (Folder folder = Folder.temporary()) {
      Path home = folder.path().toRealPath();
      Sandbox sandbox = with(home.resolve(".pyenv/versions/3"));
      for (String secret : List.of("secret.txt", ".pyenv/secret.txt")) {
        Files.writeString(home.resolve(secret), "a secret");
        Outside.stopsWhatWorksThere(sandbox, home, "open('%s')".formatted(home.resolve(secret)));
      }
      assertTrue(sandbox.run("import sys; assert sys.prefix.endswith('versions/3')").passed());
      assertEquals(Optional.empty(), sandbox.problem(home));
    }
  }

  /** A sandbox of a copy of the system's interpreter. */
  private Sandbox with(Path prefix) throws IOException {
    Optional<Python> system =
        Python.on(System.getenv("PATH")).stream().filter(p -> p.ownFolder().isEmpty()).findFirst();
    Assumptions.assumeTrue(system.isPresent(), "there is no python3 of the system");
    Files.createDirectories(prefix.resolve("bin"));
    Files.copy(system.get().executable(), prefix.resolve("bin/python3"));
    for (String libraries : List.of("lib", "lib64")) {
      Path there = system.get().prefix().resolve(libraries);
      if (Files.exists(there)) {
        Files.createSymbolicLink(prefix.resolve(libraries), there);
      }
    }
    Python copy = Python.on(prefix.resolve("bin").toString()).get(0);
    assertEquals(prefix, copy.prefix());
    return new Sandbox(way(), copy, Limits.STANDARD);
  }

  /** Should one be shown all the same, the probe sees it. */
  @Test
  default void aHomeInSightIsNoSandbox() {
    String problem = sandbox().problem(Path.of("/usr/lib")).orElseThrow();
    assertEquals("failed: /usr/lib is in sight", problem);
  }
}
