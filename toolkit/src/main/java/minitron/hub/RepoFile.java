package minitron.hub;

import static minitron.io.Messages.quote;

import java.util.List;

/**
 * A file of a model on the hub. What it is called comes from a server, so nothing that leads out of
 * a folder is taken, on any system.
 *
 * @param path in the repository, its parts separated by slashes
 * @param hash SHA-256 of a large file, git's SHA-1 of a small one: what its blob is called
 * @param size bytes
 */
record RepoFile(String path, String hash, long size) {
  /** Checks the path and the hash. */
  RepoFile {
    checkPath("file", path);
    if (!isHash(hash)) {
      throw new IllegalArgumentException(
          "The hub does not say the SHA-256 or git's SHA-1 of %s, so it could not be checked: name another hub in HF_ENDPOINT."
              .formatted(quote(path)));
    }
    if (size < 0) {
      throw new IllegalArgumentException(
          "The hub does not say how large %s is: name another hub in HF_ENDPOINT."
              .formatted(quote(path)));
    }
  }

  /** Whether a text is 40 or 64 hexadecimal digits. */
  static boolean isHash(String text) {
    return text.matches("[0-9a-f]{40}|[0-9a-f]{64}");
  }

  /** Refuses a path that is not plainly inside the folder that it is put in. */
  static void checkPath(String what, String path) {
    boolean inside =
        path.chars().noneMatch(c -> c == '\\' || Character.isISOControl(c))
            && List.of(path.split("/", -1)).stream().allMatch(RepoFile::isPart);
    if (!inside) {
      throw new IllegalArgumentException(
          "The %s is called %s, which is not a path inside of a folder: nothing is fetched."
              .formatted(what, quote(path)));
    }
  }

  private static boolean isPart(String part) {
    return !part.isEmpty() && !part.matches("\\.\\.?|[A-Za-z]:.*");
  }
}
