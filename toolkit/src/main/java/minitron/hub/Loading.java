package minitron.hub;

import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import minitron.checkpoint.HubCache;
import minitron.io.Disk;
import minitron.io.WriterLock;
import minitron.runs.Ending;
import minitron.runs.Progress;

/**
 * The files of a commit on their way into the cache. First every blob, then the snapshot, then the
 * branch: one that was there before stays what it is until the new one is whole.
 *
 * @param name of the model, and the revision that was asked for
 * @param commit what the revision is
 * @param files all that is wanted
 * @param folder where they go
 * @param fetch what loads one
 */
record Loading(
    HubCache.Name name, String commit, List<RepoFile> files, ModelFolder folder, Fetch fetch) {
  /** Loads what is not there. */
  Downloaded run(Function<RepoFile, URI> address, Progress progress) {
    if (isThere()) {
      return ended(0, Ending.WHOLE); // also where nothing may be written
    }
    folder.make();
    WriterLock lock = lock();
    try {
      return load(address, progress);
    } finally {
      lock.close();
    }
  }

  private WriterLock lock() {
    try {
      return WriterLock.in(folder.folder());
    } catch (IOException e) {
      throw Disk.cannot(folder.folder(), e);
    }
  }

  private boolean isThere() {
    return folder.knows(name.revision(), commit)
        && files.stream().allMatch(file -> folder.has(commit, file));
  }

  private Downloaded load(Function<RepoFile, URI> address, Progress progress) {
    long before = blobs().stream().mapToLong(this::left).sum();
    Space.check(name.model(), bytes() - before, folder.folder());
    var way = new Way(bytes(), progress);
    try {
      blobs().forEach(file -> load(file, address, way));
    } catch (CancellationException e) {
      return ended(Math.max(0, way.done() - before), Ending.part(way.stopped()));
    }
    files.forEach(this::place);
    folder.note(name.revision(), commit);
    return ended(bytes() - before, Ending.WHOLE);
  }

  private void load(RepoFile file, Function<RepoFile, URI> address, Way way) {
    if (!isLoaded(file)) {
      fetch.run(address.apply(file), file, folder.blob(file), way::at);
    }
    way.passed(file.size());
  }

  private void place(RepoFile file) {
    if (!folder.has(commit, file)) {
      long same = files.stream().filter(other -> other.hash().equals(file.hash())).count();
      folder.place(commit, file, same > 1);
    }
  }

  private boolean isLoaded(RepoFile file) {
    return folder.has(commit, file) || folder.hasBlob(file);
  }

  private long left(RepoFile file) {
    return isLoaded(file) ? file.size() : Incomplete.left(folder.blob(file), file);
  }

  private long bytes() {
    return blobs().stream().mapToLong(RepoFile::size).sum();
  }

  /** A file for each content. */
  private Collection<RepoFile> blobs() {
    var one = new LinkedHashMap<String, RepoFile>();
    files.forEach(file -> one.putIfAbsent(file.hash(), file));
    return one.values();
  }

  private Downloaded ended(long fetched, Ending ending) {
    return new Downloaded(
        name.model(), commit, folder.snapshot(commit), files.size(), bytes(), fetched, ending);
  }
}
