package minitron.text;

import com.google.common.primitives.Ints;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import minitron.io.Sha256;

/** The tokens of some documents in a row. */
final class TokenizedText {
  final String name;
  final String bosRule;
  final int[] tokens;
  private String sha256;

  /** A text that shares the array, which must not change. */
  TokenizedText(String name, String bosRule, int[] tokens) {
    this.name = name;
    this.bosRule = bosRule;
    this.tokens = tokens;
  }

  /** A text file, or a folder's .txt files by name, each a document; empty ones are passed over. */
  static TokenizedText read(Path fileOrFolder, Tokenizer tokenizer) {
    List<int[]> documents = new ArrayList<>();
    for (Path file : TextFiles.list(fileOrFolder)) {
      String text = TextFiles.read(file);
      if (!text.isEmpty()) {
        documents.add(tokenizer.encode(text));
      }
    }
    if (documents.isEmpty()) {
      throw new IllegalArgumentException(
          fileOrFolder + " is empty; name a file with text, or a folder with one at least.");
    }
    String name = fileOrFolder.toAbsolutePath().normalize().getFileName().toString();
    return new TokenizedText(name, tokenizer.bosRule(), concatenate(name, documents));
  }

  private static int[] concatenate(String name, List<int[]> documents) {
    long total = documents.stream().mapToLong(document -> document.length).sum();
    if (total > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%s has %d tokens; allowed: below 2^31; take fewer files.".formatted(name, total));
    }
    return Ints.concat(documents.toArray(int[][]::new));
  }

  /** Of the tokens as 32-bit integers, the most significant byte first. */
  synchronized String sha256() {
    if (sha256 == null) {
      sha256 = Sha256.text(digest().digest());
    }
    return sha256;
  }

  private MessageDigest digest() {
    MessageDigest digest = Sha256.digest();
    ByteBuffer some = ByteBuffer.allocate(1 << 16);
    for (int token : tokens) {
      if (!some.hasRemaining()) {
        digest.update(some.flip());
        some.clear();
      }
      some.putInt(token);
    }
    digest.update(some.flip());
    return digest;
  }
}
