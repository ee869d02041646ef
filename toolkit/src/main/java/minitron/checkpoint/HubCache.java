package minitron.checkpoint;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cache of huggingface_hub, in which a model has the folder {@code models--ORG--NAME}. Nothing
 * is written or fetched here.
 *
 * @param folder where it is
 */
public record HubCache(Path folder) {
  /** A name on the hub, and a branch, tag or commit of it. */
  private static final Pattern NAME =
      Pattern.compile("((?:[A-Za-z0-9][\\w.-]*/)?[A-Za-z0-9][\\w.-]*)(?:@([\\w./-]+))?");

  /** The command that fetches a model, in front of its name. */
  static final String DOWNLOAD = "minitron download ";

  /**
   * A model that is named as on the hub.
   *
   * @param model {@code org/name}; a few old ones have no {@code org/}
   * @param revision a branch, tag or commit
   */
  public record Name(String model, String revision) {
    /** The name in a path that is no folder; empty if it cannot be one. */
    public static Optional<Name> of(Path path) {
      Matcher found = NAME.matcher(path.toString().replace('\\', '/'));
      boolean plain = found.matches() && !found.group().contains("..");
      return plain
          ? Optional.of(new Name(found.group(1), found.group(2) == null ? "main" : found.group(2)))
          : Optional.empty();
    }

    /** What fetches it. */
    String download() {
      return DOWNLOAD + model + (revision.equals("main") ? "" : " --revision " + revision);
    }
  }

  /** This user's, where transformers looks for it. */
  static HubCache here() {
    return of(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /**
   * {@code HF_HUB_CACHE}, or its old name {@code HUGGINGFACE_HUB_CACHE}; else {@code hub} in {@code
   * HF_HOME}, else in {@code huggingface} of {@code XDG_CACHE_HOME}, else of {@code ~/.cache}.
   */
  public static HubCache of(Map<String, String> environment, Path home) {
    return new HubCache(
        set(environment, "HF_HUB_CACHE", home)
            .or(() -> set(environment, "HUGGINGFACE_HUB_CACHE", home))
            .orElse(home(environment, home).resolve("hub")));
  }

  /** The file in which a login to the hub leaves its token: {@code HF_TOKEN_PATH}, or the usual. */
  public static Path token(Map<String, String> environment, Path home) {
    return set(environment, "HF_TOKEN_PATH", home).orElse(home(environment, home).resolve("token"));
  }

  private static Path home(Map<String, String> environment, Path home) {
    Path cache = set(environment, "XDG_CACHE_HOME", home).orElse(home.resolve(".cache"));
    return set(environment, "HF_HOME", home).orElse(cache.resolve("huggingface"));
  }

  private static Optional<Path> set(Map<String, String> environment, String name, Path home) {
    String value = environment.getOrDefault(name, "");
    try {
      return value.isEmpty()
          ? Optional.empty()
          : Optional.of(
              value.equals("~") || value.startsWith("~/")
                  ? home.resolve(value.substring(Math.min(2, value.length())))
                  : Path.of(value));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "%s=%s is not a folder's name (%s).".formatted(name, value, e.getReason()), e);
    }
  }

  /** The folder of a model, which may not be there. */
  public Path model(Name name) {
    return folder.resolve(HubFolder.MODELS + name.model().replace("/", "--"));
  }

  /**
   * The snapshot of a model; empty if the cache has no folder of it.
   *
   * @throws IllegalArgumentException if the folder has no snapshot of that revision
   */
  Optional<Path> find(Name name) {
    Path model = model(name);
    return Files.isDirectory(model)
        ? Optional.of(HubFolder.snapshot(model, name.revision()))
        : Optional.empty();
  }
}
