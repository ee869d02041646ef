package minitron.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import minitron.io.Disk;
import minitron.io.NewFile;
import minitron.io.Output;

/**
 * The folder of a model in the cache, as huggingface_hub writes it: {@code blobs} that are named by
 * their hashes, {@code snapshots/COMMIT} with links to them, and in {@code refs} the commit of each
 * branch and tag. The list of all files of a commit, which its newer versions keep too, is not
 * written: with it a snapshot counts as incomplete that has only what was asked for.
 *
 * @param folder {@code models--ORG--NAME}
 */
record ModelFolder(Path folder) {
  private static final String TAG =
      """
      Signature: 8a477f597d28d172789f06886806bc55
      # This folder is a cache: what is in it can be fetched again.
      # See https://bford.info/cachedir/
      """;

  /** Where the content of a file goes. */
  Path blob(RepoFile file) {
    return folder.resolve("blobs").resolve(file.hash());
  }

  /** Where the files of a commit are. */
  Path snapshot(String commit) {
    return folder.resolve("snapshots").resolve(commit);
  }

  /** Whether a file is in the snapshot of a commit. */
  boolean has(String commit, RepoFile file) {
    return isWhole(snapshot(commit).resolve(file.path()), file);
  }

  /** Whether the content of a file is there. */
  boolean hasBlob(RepoFile file) {
    return isWhole(blob(file), file);
  }

  private static boolean isWhole(Path path, RepoFile file) {
    return Files.isRegularFile(path) && path.toFile().length() == file.size();
  }

  /** Whether a revision is known to be this commit; a commit is itself. */
  boolean knows(String revision, String commit) {
    Path ref = ref(revision);
    try {
      return revision.equals(commit)
          || (ref.toFile().length() == commit.length()
              && Files.readString(ref, StandardCharsets.ISO_8859_1).equals(commit));
    } catch (IOException e) {
      throw Disk.cannotRead(ref, e);
    }
  }

  private Path ref(String revision) {
    return folder.resolve("refs").resolve(revision);
  }

  /** Makes the folders, and the mark that spares the cache from backups. */
  void make() {
    Path tag = folder.resolveSibling("CACHEDIR.TAG");
    try {
      Files.createDirectories(folder.resolve("blobs"));
    } catch (IOException e) {
      throw Disk.cannot(folder, e);
    }
    if (!Files.exists(tag, LinkOption.NOFOLLOW_LINKS)) {
      try {
        NewFile.write(tag, file -> Files.writeString(file, TAG));
      } catch (IllegalArgumentException | IllegalStateException e) {
        // Another download writes it.
      }
    }
  }

  /** Notes which commit a revision is; not of a commit itself. */
  void note(String revision, String commit) {
    if (!knows(revision, commit)) {
      try (Output ref = Output.replacing(ref(revision))) {
        ref.file(file -> Files.writeString(file, commit));
      }
    }
  }

  /**
   * Puts a file into the snapshot of a commit: a link to its blob, or where there are no links the
   * blob itself.
   *
   * @param shared whether another file of the snapshot has the same content
   */
  void place(String commit, RepoFile file, boolean shared) {
    Path target = snapshot(commit).resolve(file.path());
    Path blob = blob(file);
    try {
      Files.createDirectories(target.getParent());
      Files.deleteIfExists(target);
      link(target, blob, shared);
    } catch (IOException e) {
      throw Disk.cannot(target, e);
    }
  }

  private static void link(Path target, Path blob, boolean shared) throws IOException {
    try {
      Files.createSymbolicLink(target, target.getParent().relativize(blob));
    } catch (UnsupportedOperationException | FileSystemException e) {
      instead(target, blob, shared);
    }
  }

  /** What stands for a link on a disk without them. */
  static void instead(Path target, Path blob, boolean shared) throws IOException {
    if (shared) {
      Files.copy(blob, target);
    } else {
      Files.move(blob, target);
    }
  }
}
