package minitron.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** What is said of a file that the file system does not give. */
public final class Unreadable {
  private Unreadable() {}

  /** The exception for a file or folder that cannot be read. */
  public static UncheckedIOException cannotRead(Path file, IOException e) {
    return new UncheckedIOException("Cannot read " + file + ": " + Messages.reason(e) + ".", e);
  }
}
