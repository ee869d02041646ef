package minitron.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write a file or folder, which one writer has at a time, in this Java or another. It
 * is a lock of the system on an empty hidden file, so a program that ends loses it, however it
 * ends; a file that is left behind then stands in nobody's way.
 */
public final class WriterLock implements AutoCloseable {
  /**
   * What this Java holds. The system counts locks by program: closing a second channel to the file
   * would give up the first one's, so it must never be opened.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final Object key;
  private final FileChannel channel;
  private final boolean sure;

  private WriterLock(Path file, Object key, FileChannel channel, boolean sure) {
    this.file = file;
    this.key = key;
    this.channel = channel;
    this.sure = sure;
  }

  /**
   * Takes a folder that is there; the lock's file lies in it.
   *
   * @throws IllegalArgumentException if another writer has it
   */
  public static WriterLock in(Path folder) throws IOException {
    return take(folder, folder.toRealPath().resolve(".lock"));
  }

  /**
   * Takes a file or folder that may not be there; the lock's file lies beside it.
   *
   * @throws IllegalArgumentException if another writer has it
   */
  public static WriterLock beside(Path target) throws IOException {
    Path parent = target.toAbsolutePath().getParent().toRealPath();
    return take(target, parent.resolve("." + target.getFileName() + ".lock"));
  }

  private static WriterLock take(Path target, Path file) throws IOException {
    WriterLock lock = null;
    if (HELD.add(file)) {
      try {
        lock = opened(file);
      } finally {
        if (lock == null) {
          HELD.remove(file);
        }
      }
    }
    if (lock == null) {
      throw new IllegalArgumentException(
          target + " is being written by another run: wait until that ends, or name another.");
    }
    return lock;
  }

  /** The lock; null if another program has it. */
  private static WriterLock opened(Path file) throws IOException {
    while (true) {
      Object before = key(file);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      WriterLock lock = null;
      try {
        int locked = tryLock(channel);
        if (locked < 0) {
          return null;
        }
        Object after = key(file);
        // Else it was new, or its last holder deleted it before it was locked: it is no lock yet.
        if (after != null && after.equals(before)) {
          lock = new WriterLock(file, after, channel, locked > 0);
          return lock;
        }
      } finally {
        if (lock == null) {
          channel.close();
        }
      }
    }
  }

  /** 1 for a lock, -1 where another has it, 0 on a file system that has no locks. */
  private static int tryLock(FileChannel channel) {
    try {
      return channel.tryLock() == null ? -1 : 1;
    } catch (OverlappingFileLockException e) {
      return -1; // of a second copy of this class
    } catch (IOException e) {
      return 0;
    }
  }

  /** What tells a file from another that is put in its place; null if it is not there. */
  private static Object key(Path file) throws IOException {
    try {
      var attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.fileKey() == null ? attributes.creationTime() : attributes.fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Whether the file system has locks, so that nobody else can hold this one. */
  public boolean sure() {
    return sure;
  }

  @Override
  public void close() {
    try (channel) {
      if (key.equals(key(file))) {
        Files.delete(file);
      }
    } catch (IOException e) {
      // The empty file stays, and is the next writer's.
    } finally {
      HELD.remove(file);
    }
  }
}
