package minitron.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * What tells a file as it is from what it was or will be, without reading it.
 *
 * @param text the file's place, identity, size, and the times of its last changes
 * @param settled whether every later change will have another time; not where it changed just now,
 *     as clocks tick, nor where the system keeps only a time that anybody may set
 */
public record FileStamp(String text, boolean settled) {
  /** The longest tick of a file system's clock. */
  private static final Duration TICK = Duration.ofSeconds(2);

  /**
   * The stamp of a file as it is now.
   *
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static FileStamp of(Path file) {
    try {
      Path real = file.toRealPath();
      var about = Files.readAttributes(real, BasicFileAttributes.class);
      FileTime modified = about.lastModifiedTime();
      Optional<FileTime> changed = changed(real);
      Instant latest = Instant.now().minus(TICK);
      return new FileStamp(
          "%s %s %d %s %s".formatted(real, about.fileKey(), about.size(), modified, changed),
          modified.toInstant().isBefore(latest)
              && changed.map(time -> time.toInstant().isBefore(latest)).orElse(false));
    } catch (IOException e) {
      throw Disk.cannotRead(file, e);
    }
  }

  /** When the file was changed in any way, which nobody can set; most systems have it. */
  private static Optional<FileTime> changed(Path file) throws IOException {
    try {
      return Optional.of((FileTime) Files.getAttribute(file, "unix:ctime"));
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The SHA-256 of a file's content, from what is kept where the file is as it was then.
   *
   * @param passed is told how many bytes more were read
   */
  public static String sha256(Path file, HashFiles kept, LongConsumer passed) {
    FileStamp stamp = of(file);
    String key = Sha256.of(stamp.text);
    Optional<String> known = stamp.settled ? kept.find(key) : Optional.empty();
    if (known.isPresent()) {
      return known.get();
    }
    String sha256 = read(file, passed);
    if (stamp.settled && of(file).equals(stamp)) {
      kept.add(key, sha256);
    }
    return sha256;
  }

  private static String read(Path file, LongConsumer passed) {
    MessageDigest digest = Sha256.digest();
    byte[] some = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        digest.update(some, 0, n);
        passed.accept(n);
      }
    } catch (IOException e) {
      throw Disk.cannotRead(file, e);
    }
    return Sha256.text(digest.digest());
  }
}
