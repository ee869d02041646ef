package minitron.io;

import java.nio.file.Path;

/** Where what can be made again is kept for this user. */
public final class UserCache {
  private UserCache() {}

  /**
   * {@code minitron/NAME} in {@code $XDG_CACHE_HOME}, or else in the home folder's {@code .cache};
   * not absolute where the user has no home.
   */
  public static Path folder(String name) {
    String named = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    Path cache =
        Path.of(named).isAbsolute()
            ? Path.of(named)
            : Path.of(System.getProperty("user.home"), ".cache");
    return cache.resolve("minitron").resolve(name);
  }
}
