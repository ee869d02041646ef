package minitron.hub;

import java.util.List;

/**
 * What is fetched of a model.
 *
 * @param revision a branch, tag or commit; empty for that of the name, else {@code main}
 * @param include patterns of the files, such as {@code *.safetensors}; empty for what a model needs
 */
public record DownloadOptions(String revision, List<String> include) {
  /** What a model needs, of its main branch. */
  public static final DownloadOptions DEFAULT = new DownloadOptions("", List.of());

  /** Needs patterns that are not empty. */
  public DownloadOptions {
    include = List.copyOf(include);
    if (include.contains("")) {
      throw new IllegalArgumentException(
          "A pattern of files must not be empty: give one, such as *.safetensors.");
    }
  }

  /** The same of another branch, tag or commit. */
  public DownloadOptions revision(String other) {
    return new DownloadOptions(other, include);
  }

  /**
   * The same with the files that match one of these: {@code *} stands for any text, slashes too,
   * {@code ?} for a character, {@code [ab]} for one of some.
   */
  public DownloadOptions include(String... patterns) {
    return new DownloadOptions(revision, List.of(patterns));
  }
}
