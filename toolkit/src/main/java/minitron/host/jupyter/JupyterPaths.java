package minitron.host.jupyter;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Jupyter's data folders, found as jupyter_core.paths does. Jupyter is taken to be in the Python
 * environment that is active in this shell.
 *
 * @param environment the environment variables
 * @param home the user's folder
 */
public record JupyterPaths(Map<String, String> environment, Path home) {
  private static final Set<String> NO = Set.of("no", "n", "false", "off", "0", "0.0");
  private static final List<Path> SYSTEM =
      List.of(Path.of("/usr/local/share/jupyter"), Path.of("/usr/share/jupyter"));

  /** Those of this process. */
  public static JupyterPaths current() {
    return new JupyterPaths(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /** The data folder of a Python environment (venv or conda). */
  public static Path ofPrefix(Path prefix) {
    return prefix.resolve("share/jupyter");
  }

  /** The folders of a list such as PATH. */
  static List<Path> split(String list) {
    return list == null
        ? List.of()
        : Stream.of(list.split(File.pathSeparator, -1))
            .filter(path -> !path.isBlank())
            .map(Path::of)
            .toList();
  }

  private Optional<String> said(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** The user's folder: JUPYTER_DATA_DIR, or where Jupyter's documentation says. */
  public Path user() {
    return said("JUPYTER_DATA_DIR").map(Path::of).orElseGet(this::usualUser);
  }

  private Path usualUser() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (system.contains("mac")) {
      return home.resolve("Library/Jupyter");
    }
    if (system.contains("win")) {
      return Path.of(said("APPDATA").orElse(home.toString()), "jupyter");
    }
    return said("XDG_DATA_HOME")
        .map(Path::of)
        .orElse(home.resolve(".local/share"))
        .resolve("jupyter");
  }

  /** All folders, in the order in which Jupyter looks into them. */
  List<Path> all() {
    List<Path> named = split(environment.get("JUPYTER_PATH"));
    List<Path> own = prefix().map(JupyterPaths::ofPrefix).stream().toList();
    return (prefersEnvironment()
            ? Stream.of(named, own, users(), SYSTEM)
            : Stream.of(named, users(), own, SYSTEM))
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  /** The folders of the user; Python's own folder is one of them, but not in a venv. */
  private List<Path> users() {
    if (said("VIRTUAL_ENV").isPresent() || said("PYTHONNOUSERSITE").isPresent()) {
      return List.of(user());
    }
    Path site = said("PYTHONUSERBASE").map(Path::of).orElse(home.resolve(".local"));
    return List.of(user(), ofPrefix(site));
  }

  private Optional<Path> prefix() {
    return said("VIRTUAL_ENV").or(() -> said("CONDA_PREFIX")).map(Path::of);
  }

  private boolean prefersEnvironment() {
    String preferred = environment.get("JUPYTER_PREFER_ENV_PATH");
    if (preferred != null) {
      return !NO.contains(preferred.toLowerCase(Locale.ROOT));
    }
    boolean root =
        said("VIRTUAL_ENV").isEmpty() && said("CONDA_DEFAULT_ENV").orElse("base").equals("base");
    return !root && prefix().filter(JupyterPaths::isOwn).isPresent();
  }

  private static boolean isOwn(Path folder) {
    try {
      return Files.getOwner(folder).getName().equals(System.getProperty("user.name"));
    } catch (IOException | UnsupportedOperationException e) {
      return Files.isWritable(folder);
    }
  }
}
