package minitron.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import minitron.io.Disk;
import minitron.io.Output;

/**
 * Results that are kept from call to call, each in a folder that is named by a SHA-256 of what it
 * depends on. Where they grow too large, those go that were read least recently. Programs may share
 * it: an entry is whole or not there, and one that goes while it is read is as good as damaged.
 *
 * @param folder made when something is added; what in it is not an entry stays as it is
 * @param most bytes that all entries may have together
 */
public record KeptFolder(Path folder, long most) {
  private static final Pattern ENTRY = Pattern.compile("[0-9a-f]{64}(-\\d+)?");

  /** What a writer fills, and leaves if it is killed. */
  private static final Pattern PARTIAL =
      Pattern.compile("\\.[0-9a-f]{64}\\.[0-9a-f]{8}\\.(partial|old)");

  /** Nobody writes an entry for so long. */
  private static final Duration LEFT = Duration.ofHours(1);

  private record Entry(Path path, FileTime read, long bytes) {}

  /** The folder of an entry, which counts as read now; empty if it is not there. */
  public Optional<Path> find(String key) {
    Path entry = folder.resolve(key);
    if (!Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // It can be read where nothing can be written.
    }
    return Optional.of(entry);
  }

  /**
   * Adds an entry, unless it is larger than all may be, or there already, or another run adds it.
   *
   * @param bytes how large it will be, about
   * @throws UncheckedIOException if it cannot be written; nothing is left behind then
   */
  public void add(String key, long bytes, Output.Filler filler) {
    Path entry = folder.resolve(key);
    if (bytes > most || Files.exists(entry, LinkOption.NOFOLLOW_LINKS) || !shrink(most - bytes)) {
      return;
    }
    try (Output place = Output.anew(entry)) {
      place.folder(filler);
    } catch (IllegalArgumentException | IllegalStateException e) {
      return; // it came meanwhile, or comes
    }
    shrink(most);
  }

  /** Makes room for so many bytes more, as far as that goes: what was read least recently goes. */
  public void makeRoom(long bytes) {
    shrink(Math.max(0, most - bytes));
  }

  /** Deletes an entry; false if that cannot be. */
  public boolean delete(String key) {
    return deleted(folder.resolve(key));
  }

  private static boolean deleted(Path entry) {
    try {
      Disk.delete(entry);
    } catch (UncheckedIOException e) {
      // Another program may be deleting it.
    }
    return !Files.exists(entry, LinkOption.NOFOLLOW_LINKS);
  }

  /** Deletes what was read least recently until so many bytes are left; false if that fails. */
  private boolean shrink(long left) {
    List<Entry> all = entries();
    long bytes = all.stream().mapToLong(Entry::bytes).sum();
    for (Entry entry : all) {
      if (bytes > left && deleted(entry.path)) {
        bytes -= entry.bytes;
      }
    }
    return bytes <= left;
  }

  /** The least recently read first. */
  private List<Entry> entries() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(KeptFolder::isOurs)
          .map(KeptFolder::entry)
          .sorted(Comparator.comparing(Entry::read).thenComparing(Entry::path))
          .toList();
    } catch (IOException e) {
      throw Disk.cannot(folder, e);
    }
  }

  /** An entry, or what a killed writer has left; what is being written is its writer's. */
  private static boolean isOurs(Path file) {
    String name = file.getFileName().toString();
    Instant past = Instant.now().minus(LEFT);
    return ENTRY.matcher(name).matches()
        || (PARTIAL.matcher(name).matches() && file.toFile().lastModified() < past.toEpochMilli());
  }

  /** As it is now; one that another program has just deleted has no bytes. */
  private static Entry entry(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      long bytes = files.mapToLong(file -> file.toFile().length()).sum();
      return new Entry(path, Files.getLastModifiedTime(path), bytes);
    } catch (IOException | UncheckedIOException e) {
      return new Entry(path, FileTime.fromMillis(0), 0);
    }
  }
}
