package minitron.text;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import minitron.io.FileStamp;
import minitron.io.HashFiles;
import minitron.io.Output;
import minitron.io.Sha256;
import minitron.runs.KeptFolder;
import minitron.runs.Progress;
import minitron.text.corpus.SourceFile;
import minitron.text.corpus.TokenFile;
import minitron.text.corpus.TokenStore;
import minitron.text.corpus.TokenWriter;

/**
 * The tokens of text files: made once, by pieces, on all cores, and kept for the next call with the
 * same files as they are and the same tokenizer. Small texts are read whole and kept nowhere.
 */
final class KeptTokens {
  /** What is kept depends on how texts are cut: to be counted up when that changes its ids. */
  private static final String RULE = "tokens 1";

  private static final long SMALL = 1_000_000;
  private static final long MB = 1_000_000;
  private static final int SHORT_IDS = 1 << 16;
  private static final int WAIT_MS = 200;

  private final String name;
  private final List<SourceFile> files;
  private final Tokenizer tokenizer;
  private final Progress progress;
  private final long all;
  private long done;

  /**
   * The tokens of some files.
   *
   * @param name what they are called together
   * @param progress is told of megabytes of the files
   */
  KeptTokens(String name, List<SourceFile> files, Tokenizer tokenizer, Progress progress) {
    this.name = name;
    this.files = files;
    this.tokenizer = tokenizer;
    this.progress = progress;
    this.all = files.stream().mapToLong(SourceFile::bytes).sum();
  }

  /** Finds or makes them. */
  TokenStore open(Optional<KeptFolder> kept) {
    TokenStore store = kept.isEmpty() || all < SMALL ? inMemory() : kept(kept.get());
    tokenizer.known((int) store.largest());
    return store;
  }

  private TokenStore inMemory() {
    TokenWriter writer = TokenWriter.inMemory(width());
    write(writer);
    return writer.finish();
  }

  private int width() {
    return tokenizer.size() <= SHORT_IDS ? Short.BYTES : Integer.BYTES;
  }

  private TokenStore kept(KeptFolder folder) {
    String key = key(folder);
    Path entry = folder.folder().resolve(key);
    Optional<TokenStore> found = folder.find(key).flatMap(TokenFile::open);
    while (found.isEmpty()) {
      Optional<Output> place;
      try {
        place = place(entry);
      } catch (UncheckedIOException e) {
        progress.said(e.getMessage() + " The tokens are kept in memory.");
        return inMemory();
      }
      if (place.isPresent()) {
        return written(place.get(), key, folder);
      }
      pause();
      found = folder.find(key).flatMap(TokenFile::open);
    }
    return found.get();
  }

  /** Where to write; empty while another run writes there. */
  private static Optional<Output> place(Path entry) {
    try {
      return Optional.of(Output.replacing(entry));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void pause() {
    try {
      Thread.sleep(WAIT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    check();
  }

  private TokenStore written(Output taken, String key, KeptFolder folder) {
    Path entry = folder.folder().resolve(key);
    try (Output place = taken) {
      Optional<TokenStore> meanwhile = TokenFile.open(entry);
      if (meanwhile.isPresent()) {
        return meanwhile.get();
      }
      place.folder(
          partial -> {
            folder.makeRoom(TokenFile.write(partial, width(), this::write));
            checkUnchanged(folder, key);
          });
      return TokenFile.open(entry)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "The tokens of %s were damaged as soon as they were written to %s; set MINITRON_TOKENS to a folder on another disk, or to off."
                          .formatted(name, folder.folder())));
    }
  }

  /** By content, so that a file that was copied or fetched again has its tokens. */
  private String key(KeptFolder folder) {
    var hashes = new HashFiles(folder.folder().resolve("hashes"));
    done = 0;
    var what = new StringBuilder(RULE).append(' ').append(tokenizer.sha256()).append('\n');
    for (SourceFile file : files) {
      String sha256 = FileStamp.sha256(file.path(), hashes, bytes -> passed(bytes, "checking"));
      what.append(file.format()).append(' ').append(sha256).append('\n');
    }
    done = 0;
    return Sha256.of(what.toString());
  }

  private void checkUnchanged(KeptFolder folder, String key) {
    if (!key(folder).equals(key)) {
      throw new IllegalArgumentException(
          "%s changed while it was read; call again once it is whole.".formatted(name));
    }
  }

  /** A small text is soon read, on this thread and to its end: a stop is for what comes after. */
  private void write(TokenWriter writer) {
    var ids = new PieceIds(tokenizer);
    if (all < SMALL) {
      new Documents(ids, (int) SMALL, bytes -> {}, piece -> writer.add(ids.of(piece))).read(files);
      return;
    }
    try (var parallel = new ParallelIds(ids, writer)) {
      new Documents(ids, ParallelIds.PIECE, bytes -> passed(bytes, ""), parallel::add).read(files);
      parallel.end();
    }
  }

  private void passed(long bytes, String note) {
    done += bytes;
    progress.at(done / MB, all / MB, note);
    check();
  }

  private void check() {
    if (progress.cancelled()) {
      throw new CancellationException(
          "Stopped on request while %s was tokenized; the next call begins it anew."
              .formatted(name));
    }
  }
}
