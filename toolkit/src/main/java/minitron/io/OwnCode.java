package minitron.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;

/** The toolkit's own code: its jar, or the folder of its classes with the texts of its kernels. */
public final class OwnCode {
  private OwnCode() {}

  /** The SHA-256 of its files, as they lie there now. */
  public static String sha256() {
    return sha256(place());
  }

  /** Whether it was changed after Java started, so that what runs may be other code. */
  public static boolean changed() {
    long began = ManagementFactory.getRuntimeMXBean().getStartTime();
    return changed(place(), FileTime.fromMillis(began));
  }

  static String sha256(Path place) {
    MessageDigest digest = Sha256.digest();
    try {
      for (Path file : all(place)) {
        if (Files.isRegularFile(file)) {
          byte[] content = Files.readAllBytes(file);
          String name = place.relativize(file) + "\0" + content.length + "\0";
          digest.update(name.getBytes(StandardCharsets.UTF_8));
          digest.update(content);
        }
      }
    } catch (IOException e) {
      throw unread(e);
    }
    return Sha256.text(digest.digest());
  }

  /** Folders count too: one changes when a file is deleted. */
  static boolean changed(Path place, FileTime since) {
    try {
      for (Path file : all(place)) {
        if (Files.getLastModifiedTime(file).compareTo(since) > 0) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw unread(e);
    }
  }

  private static List<Path> all(Path place) throws IOException {
    try (Stream<Path> all = Files.walk(place)) {
      return all.sorted().toList();
    }
  }

  private static Path place() {
    try {
      return Path.of(OwnCode.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static UncheckedIOException unread(IOException e) {
    return new UncheckedIOException("The toolkit's own classes cannot be read.", e);
  }
}
