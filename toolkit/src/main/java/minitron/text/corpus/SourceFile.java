package minitron.text.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import minitron.io.Disk;

/**
 * A file of a corpus.
 *
 * @param field which field of each line has the text, where the file has JSON lines
 */
public record SourceFile(Path path, Kind kind, String field) {
  /** What is taken from a folder, and what may be named. */
  private static final String ALLOWED =
      "text (.txt, or any name of its own), JSON lines (.jsonl), each also as .gz or .zst, and token"
          + " ids (.bin)";

  private static final Pattern IN_FOLDER = Pattern.compile(".+\\.(txt|jsonl)(\\.(gz|zst))?");

  /** Files that are no text of their own. */
  private static final Set<String> OTHERS =
      Set.of(
          "json",
          "parquet",
          "arrow",
          "npy",
          "npz",
          "pt",
          "safetensors",
          "gguf",
          "pdf",
          "docx",
          "zip",
          "tar",
          "tgz",
          "xz",
          "bz2",
          "7z",
          "lz4");

  /** What is in a file. */
  public enum Kind {
    /** A text in UTF-8, which is one document. */
    TEXT,
    /** A JSON object a line, each a document. */
    JSON_LINES,
    /** Token ids, raw. */
    TOKENS
  }

  /**
   * The files of a corpus: a file itself, or the .txt and .jsonl files right in a folder by name,
   * packed ones too.
   *
   * @param named a file or folder; {@code #FIELD} after it names the field of its JSON lines, which
   *     is {@code text} unless said
   * @throws IllegalArgumentException if there is nothing
   */
  public static List<SourceFile> list(String named) {
    Path path = place(named);
    boolean whole = path.equals(Path.of(named));
    String field = whole ? "text" : named.substring(named.lastIndexOf('#') + 1);
    if (Files.isDirectory(path)) {
      return inFolder(path, field);
    }
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          "There is no text file or folder %s; name one that exists.".formatted(path));
    }
    SourceFile file = of(path, field);
    if (!whole && file.kind != Kind.JSON_LINES) {
      throw new IllegalArgumentException(
          "%s has no fields, so #%s means nothing; a field is named for JSON lines (.jsonl) alone."
              .formatted(path, field));
    }
    return List.of(file);
  }

  /** The file or folder that is named, without the field. */
  public static Path place(String named) {
    int at = named.lastIndexOf('#');
    return Path.of(at < 0 || Files.exists(Path.of(named)) ? named : named.substring(0, at));
  }

  private static List<SourceFile> inFolder(Path folder, String field) {
    List<SourceFile> files =
        Disk.list(folder).stream()
            .filter(file -> IN_FOLDER.matcher(file.getFileName().toString()).matches())
            .filter(Files::isRegularFile)
            .sorted(Comparator.comparing(file -> file.getFileName().toString()))
            .map(file -> of(file, field))
            .toList();
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "%s holds no .txt or .jsonl file, nor one of these as .gz or .zst; name a file, or a folder of some."
              .formatted(folder));
    }
    return files;
  }

  private static SourceFile of(Path path, String field) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    String unpacked = name.replaceFirst("\\.(gz|zst)$", "");
    String suffix = unpacked.substring(unpacked.lastIndexOf('.') + 1);
    boolean packedIds = suffix.equals("bin") && !name.equals(unpacked);
    if (OTHERS.contains(suffix) || packedIds) {
      throw new IllegalArgumentException(
          "%s is no file that a corpus is read from; allowed: %s; convert or rename it."
              .formatted(path, ALLOWED));
    }
    return switch (suffix) {
      case "jsonl" -> new SourceFile(path, Kind.JSON_LINES, field);
      case "bin" -> new SourceFile(path, Kind.TOKENS, "");
      default -> new SourceFile(path, Kind.TEXT, "");
    };
  }

  /** How its bytes are to be read: what its name and field say of them. */
  public String format() {
    return "%s %s %s".formatted(kind, field, Unpacked.suffix(path));
  }

  /** Its bytes on the disk. */
  public long bytes() {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw Disk.cannotRead(path, e);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
