package minitron.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import minitron.runs.KeptFolder;
import minitron.runs.Progress;
import minitron.text.corpus.RawTokens;
import minitron.text.corpus.SourceFile;
import minitron.text.corpus.TokenStore;
import minitron.text.corpus.TokenWriter;

/**
 * The tokens of some documents in a row.
 *
 * @param name what they are called
 * @param bosRule what the tokenizer did about the BOS token
 */
record TokenizedText(String name, String bosRule, TokenStore tokens) {
  private static final String RAW = "BOS as in the file of ids";
  private static final long MB = 1_000_000;

  /** See {@link TokenCorpus#read}. */
  static TokenizedText read(
      String named, Tokenizer tokenizer, Optional<KeptFolder> kept, Progress progress) {
    List<SourceFile> files = SourceFile.list(named);
    SourceFile first = files.get(0);
    Path place = SourceFile.place(named);
    String name = place.toAbsolutePath().normalize().getFileName().toString();
    if (first.kind() == SourceFile.Kind.TOKENS) {
      return new TokenizedText(name, RAW, raw(first, tokenizer, kept, progress));
    }
    TokenStore tokens = new KeptTokens(name, files, tokenizer, progress).open(kept);
    if (tokens.size() == 0) {
      throw new IllegalArgumentException(
          place + " is empty; name a file with text, or a folder with one at least.");
    }
    return new TokenizedText(name, tokenizer.bosRule(), tokens);
  }

  /** The ids of a text and nothing else. */
  static TokenizedText plain(String name, String text, Tokenizer tokenizer) {
    var ids = new PieceIds(tokenizer);
    TokenWriter writer = TokenWriter.inMemory(Integer.BYTES);
    try (var parallel = new ParallelIds(ids, writer)) {
      Consumer<Piece> alone = piece -> parallel.add(new Piece(piece.text(), false, false));
      var cutter = new Cutter(name, ids, ParallelIds.PIECE, alone);
      cutter.text().append(text);
      cutter.cut();
      cutter.end();
      parallel.end();
    }
    return new TokenizedText(name, tokenizer.bosRule(), writer.finish());
  }

  private static TokenStore raw(
      SourceFile file, Tokenizer tokenizer, Optional<KeptFolder> kept, Progress progress) {
    var passed = new AtomicLong();
    LongConsumer told = bytes -> progress.at(passed.addAndGet(bytes) / MB, file.bytes() / MB, "");
    TokenStore tokens = new RawTokens(file.path(), tokenizer.size(), told).open(kept);
    tokenizer.known((int) tokens.largest());
    return tokens;
  }
}
