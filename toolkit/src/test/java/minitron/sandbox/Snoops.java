package minitron.sandbox;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that read what is not theirs. */
interface Snoops extends Homes {

  @Test
  default void readingThePasswords(@TempDir Path folder) throws Exception {
    Outside.stopsWhatWorksThere(sandbox(), folder, "assert 'root' in open('/etc/passwd').read()");
  }

  @Test
  default void listingTheHome(@TempDir Path folder) throws Exception {
    String program =
        """
        import os, sys
        home = "%s"
        to_python = os.path.relpath(sys.base_prefix, home).split("/")[0]
        assert set(os.listdir(home)) - {to_python}
        """;
    String listing = program.formatted(System.getProperty("user.home"));
    sandbox();
    Assumptions.assumeTrue(Outside.passes(folder, listing), "there is nothing else in the home");
    Outside.stops(sandbox(), listing);
  }

  @Test
  default void theParentsEnvironment(@TempDir Path folder) throws Exception {
    Pattern ours = Pattern.compile("PATH|LANG|(OLD)?PWD|LD_LIBRARY_PATH|MALLOC_.*|.*_NUM_THREADS");
    String name =
        System.getenv().keySet().stream()
            .filter(n -> !ours.matcher(n).matches())
            .findFirst()
            .orElseThrow();
    Outside.stopsWhatWorksThere(sandbox(), folder, "import os; os.environ['%s']".formatted(name));
    Outside.stopsWhatWorksThere(
        sandbox(),
        folder,
        "open('/proc/%d/environ').read()".formatted(ProcessHandle.current().pid()));
  }
}
