package minitron.text;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import minitron.text.corpus.SourceFile;
import minitron.text.corpus.StrictText;

/** Reads the documents of some files, piece by piece. */
final class Documents {
  private final PieceIds ids;
  private final int size;
  private final LongConsumer passed;
  private final Consumer<Piece> to;

  /**
   * A reader.
   *
   * @param size about how many characters a piece has
   * @param passed is told how many bytes more of the files were read
   */
  Documents(PieceIds ids, int size, LongConsumer passed, Consumer<Piece> to) {
    this.ids = ids;
    this.size = size;
    this.passed = passed;
    this.to = to;
  }

  /** Gives all pieces of all documents in their order; empty documents are passed over. */
  void read(List<SourceFile> files) {
    for (SourceFile file : files) {
      var cutter = new Cutter(file.toString(), ids, size, to);
      if (file.kind() == SourceFile.Kind.JSON_LINES) {
        JsonDocuments.read(file, passed, document -> whole(document, cutter));
      } else {
        text(file, cutter);
      }
    }
  }

  private static void whole(String document, Cutter cutter) {
    cutter.text().append(document);
    cutter.cut();
    cutter.end();
  }

  private void text(SourceFile file, Cutter cutter) {
    try (var text = new StrictText(file.path(), passed)) {
      while (text.read(cutter.text())) {
        cutter.cut();
      }
      cutter.end();
    }
  }
}
