package minitron.hub;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import minitron.io.Disk;
import minitron.io.Sha256;

/** A blob while it is loaded, in the file beside it from which a later download goes on. */
final class Incomplete implements AutoCloseable {
  private static final int BUFFER = 1 << 20;

  private final Path blob;
  private final Path path;
  private final RepoFile file;
  private final FileChannel channel;
  private MessageDigest hash;
  private long length;

  private Incomplete(Path blob, RepoFile file) throws IOException {
    this.blob = blob;
    this.path = path(blob);
    this.file = file;
    this.channel = FileChannel.open(path, CREATE, APPEND);
  }

  /**
   * Opens what an earlier download left, or an empty file.
   *
   * @param cancelled whether to stop, while what is there is read
   */
  static Incomplete of(Path blob, RepoFile file, BooleanSupplier cancelled) {
    try {
      var opened = new Incomplete(blob, file);
      boolean whole = false;
      try {
        opened.readAgain(cancelled);
        whole = true;
        return opened;
      } finally {
        if (!whole) {
          opened.close();
        }
      }
    } catch (IOException e) {
      throw Disk.cannot(path(blob), e);
    }
  }

  /** Bytes that an earlier download left; what is more than the file has is of no use. */
  static long left(Path blob, RepoFile file) {
    long left = path(blob).toFile().length();
    return left > file.size() ? 0 : left;
  }

  private static Path path(Path blob) {
    return blob.resolveSibling(blob.getFileName() + ".incomplete");
  }

  /** The hash of what is there already. */
  private void readAgain(BooleanSupplier cancelled) throws IOException {
    hash = begun(file);
    length = channel.size();
    if (length > file.size()) {
      anew();
      return;
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = new byte[BUFFER];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        hash.update(bytes, 0, n);
        if (cancelled.getAsBoolean()) {
          throw new CancellationException("Stopped on request.");
        }
      }
    }
  }

  /** SHA-256, or git's SHA-1, which begins with the length. */
  static MessageDigest begun(RepoFile file) {
    if (file.hash().length() == 64) {
      return Sha256.digest();
    }
    try {
      MessageDigest git = MessageDigest.getInstance("SHA-1");
      git.update(("blob " + file.size() + "\0").getBytes(StandardCharsets.UTF_8));
      return git;
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-1", e);
    }
  }

  /** Bytes that are there. */
  long length() {
    return length;
  }

  /** Writes more. */
  void append(ByteBuffer bytes) {
    hash.update(bytes.duplicate());
    length += bytes.remaining();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw Disk.cannot(path, e);
    }
  }

  /** Throws away what is there. */
  void anew() {
    try {
      channel.truncate(0);
    } catch (IOException e) {
      throw Disk.cannot(path, e);
    }
    hash = begun(file);
    length = 0;
  }

  /**
   * Gives the blob its place.
   *
   * @throws IllegalStateException if it is not what the hub names by this hash; it is gone then
   */
  void finish() {
    boolean right = length == file.size() && Sha256.text(hash.digest()).equals(file.hash());
    try {
      channel.close();
      if (right) {
        Files.move(path, blob, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw Disk.cannot(blob, e);
    }
    if (!right) {
      throw new IllegalStateException(
          "%s was not loaded as the hub has it: its %s is not %s. It was thrown away: run the same again."
              .formatted(
                  file.path(), file.hash().length() == 64 ? "SHA-256" : "git hash", file.hash()));
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // What was written is there.
    }
  }
}
