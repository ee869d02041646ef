package minitron.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What is said of a file that the file system does not give. */
public final class Unreadable {
  private Unreadable() {}

  /** The exception for a file or folder that cannot be read. */
  public static UncheckedIOException cannotRead(Path file, IOException e) {
    IOException cause = e;
    if (e instanceof AccessDeniedException) { // whose own message is the file's name alone
      cause = new AccessDeniedException(file.toString(), null, "there is no permission for it");
      cause.addSuppressed(e);
    }
    return new UncheckedIOException("Cannot read " + file + ": " + reason(cause) + ".", cause);
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "it is not there";
    }
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason == null ? "the file system does not say why" : reason;
  }
}
