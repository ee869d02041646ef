package minitron.host.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the kernel is found, in the order of jupyter_core 5.9. */
final class KernelSpecTest {
  @TempDir Path temp;

  @BeforeEach
  void install() throws IOException {
    for (String folder : List.of("path", "user", "venv/share/jupyter", "conda/share/jupyter")) {
      Path kernel = Files.createDirectories(temp.resolve(folder).resolve("kernels/minitron"));
      Files.writeString(kernel.resolve("kernel.json"), "{}");
    }
  }

  /** Java under LC_ALL=C finds no jar in a folder with an accent. */
  @Test
  void theKernelRunsInALocaleThatNamesEveryPath() {
    Object wanted = System.getProperty("os.name").equals("Linux") ? "C.UTF-8" : null;
    Object env = KernelSpec.json().get("env");
    assertEquals(wanted, env instanceof Map<?, ?> set ? set.get("LC_ALL") : null);
    boolean linux = wanted != null;
    assertEquals(linux, env instanceof Map<?, ?> set && set.containsKey("MALLOC_ARENA_MAX"));
  }

  @Test
  void theEnvironmentComesBeforeTheUser() {
    assertEquals(List.of("user"), found());
    assertEquals(List.of("venv", "user"), found("VIRTUAL_ENV=venv"));
    assertEquals(List.of("conda", "user"), found("CONDA_PREFIX=conda", "CONDA_DEFAULT_ENV=own"));
    assertEquals(List.of("path", "venv", "user"), found("VIRTUAL_ENV=venv", "JUPYTER_PATH=path"));
    assertEquals(List.of("venv", "user"), found("VIRTUAL_ENV=venv", "CONDA_PREFIX=conda"));
  }

  @Test
  void condasRootDoesNot() {
    assertEquals(List.of("user", "conda"), found("CONDA_PREFIX=conda", "CONDA_DEFAULT_ENV=base"));
    assertEquals(List.of("user", "conda"), found("CONDA_PREFIX=conda"));
  }

  @Test
  void aWishDecides() {
    String venv = "VIRTUAL_ENV=venv";
    assertEquals(List.of("user", "venv"), found(venv, "JUPYTER_PREFER_ENV_PATH=0"));
    assertEquals(List.of("user", "venv"), found(venv, "JUPYTER_PREFER_ENV_PATH=False"));
    String conda = "CONDA_PREFIX=conda";
    assertEquals(List.of("conda", "user"), found(conda, "JUPYTER_PREFER_ENV_PATH=1"));
    assertEquals(List.of("conda", "user"), found(conda, "JUPYTER_PREFER_ENV_PATH="));
  }

  @Test
  void aFolderIsNamedOnce() {
    assertEquals(List.of("user"), found("JUPYTER_PATH=user"));
  }

  /** The first folder below the temporary one, of every place. */
  private List<String> found(String... variables) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("JUPYTER_DATA_DIR", temp.resolve("user").toString());
    Stream.of(variables)
        .map(variable -> variable.split("=", 2))
        .forEach(pair -> environment.put(pair[0], value(pair[0], pair[1])));
    return KernelSpec.list(new JupyterPaths(environment, temp.resolve("home"))).stream()
        .filter(path -> path.startsWith(temp))
        .map(path -> temp.relativize(path).getName(0).toString())
        .toList();
  }

  private String value(String name, String said) {
    boolean place = !name.equals("JUPYTER_PREFER_ENV_PATH") && !name.equals("CONDA_DEFAULT_ENV");
    return place ? temp.resolve(said).toString() : said;
  }
}
