package minitron.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The output of a run that may be called again: the folder that it goes on from remembers, by a
 * hash, what it wrote, so that the same call may replace that and nothing else.
 *
 * @param folder what the run goes on from; made when something is remembered
 * @param call what else must be the same in a later call; empty for nothing
 */
public record OwnOutput(Path folder, String call) {
  private static final int KEPT = 20;
  private static final long LONGEST = 4000; // bytes of so many lines
  private static final String WHOLE = "whole ";
  private static final String PART = "part ";

  /**
   * Takes the place of the output.
   *
   * @throws IllegalArgumentException if something is there that the same call did not write, or
   *     that was changed since
   */
  public Output take(Path out) {
    if (!Files.exists(out, LinkOption.NOFOLLOW_LINKS)) {
      return Output.anew(out);
    }
    Output place = Output.replacing(out);
    boolean own = false;
    try {
      own = wrote(out);
    } finally {
      if (!own) {
        place.close();
      }
    }
    if (!own) {
      throw new IllegalArgumentException(
          "%s exists already, and the run in %s did not write it or it was changed since: name a new one, or delete this one first."
              .formatted(out, folder));
    }
    return place;
  }

  /** Whether the same call wrote what is there. */
  public boolean wrote(Path out) {
    return isRemembered(out, List.of(WHOLE, PART));
  }

  /** Whether the same call wrote what is there and came to its end. */
  public boolean finished(Path out) {
    return isRemembered(out, List.of(WHOLE));
  }

  private boolean isRemembered(Path out, List<String> kinds) {
    try {
      List<String> lines = lines();
      if (lines.isEmpty() || !isPlain(out)) {
        return false;
      }
      String hash = hash(out);
      return kinds.stream().anyMatch(kind -> lines.contains(kind + hash));
    } catch (IOException e) {
      throw Disk.cannot(out, e);
    }
  }

  /** Remembers what was written, before it gets its place; what is there still is, too. */
  public void remember(Path written, boolean whole) throws IOException {
    Files.createDirectories(folder);
    List<String> lines = new ArrayList<>(lines());
    lines.add((whole ? WHOLE : PART) + hash(written));
    List<String> last = lines.subList(Math.max(0, lines.size() - KEPT), lines.size());
    try (Output place = Output.replacing(file())) {
      place.file(partial -> Files.write(partial, last));
    }
  }

  private Path file() {
    return folder.resolve(".output");
  }

  private List<String> lines() throws IOException {
    return Files.isRegularFile(file()) && Files.size(file()) <= LONGEST
        ? Files.readAllLines(file(), StandardCharsets.ISO_8859_1)
        : List.of();
  }

  /** Whether it is a file, or a folder of files alone: outputs are nothing else. */
  private static boolean isPlain(Path out) {
    if (!Files.isDirectory(out)) {
      return Files.isRegularFile(out);
    }
    return Disk.list(out).stream()
        .allMatch(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
  }

  private String hash(Path out) throws IOException {
    MessageDigest digest = Sha256.digest();
    digest.update((call + "\0").getBytes(StandardCharsets.UTF_8));
    if (Files.isDirectory(out)) {
      for (Path file : Disk.list(out)) {
        add(digest, file.getFileName().toString(), file);
      }
    } else {
      add(digest, "", out);
    }
    return Sha256.text(digest.digest());
  }

  private static void add(MessageDigest digest, String name, Path file) throws IOException {
    digest.update((name + "\0" + Files.size(file) + "\0").getBytes(StandardCharsets.UTF_8));
    try (InputStream in = Files.newInputStream(file);
        var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      in.transferTo(out);
    }
  }
}
