package minitron.text;

import java.nio.file.Path;

/** A folder with a tokenizer's files: opened when first needed, and once for all who share it. */
public final class TokenizerFolder {
  private final Path path;
  private Tokenizer opened;

  /** A folder that is not looked into yet. */
  public TokenizerFolder(Path path) {
    this.path = path;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** SHA-256 over the files that a tokenizer is read from, as far as they are there. */
  public String sha256() {
    return TokenizerFiles.sha256(path);
  }

  /**
   * The tokenizer, which nobody closes: it goes when nobody holds it.
   *
   * @throws IllegalArgumentException if the folder has none or a broken one
   */
  public synchronized Tokenizer open() {
    if (opened == null) {
      opened = Tokenizer.of(path);
    }
    return opened;
  }
}
