package minitron.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a file is whose content is not what its name says, by how it begins. */
public final class FirstBytes {
  private static final int ENOUGH = 200;

  private static final String AGAIN =
      "download it again, for example with hf download ORG/NAME --local-dir FOLDER";

  private static final String UNPICKLE =
      "name it pytorch_model.bin and convert it in Python with"
          + " AutoModelForCausalLM.from_pretrained(FOLDER).save_pretrained(NEW_FOLDER)";

  private static final String UNPACK = "a compressed file: unpack it first";

  /** A beginning, in lower case and with a character a byte, and the rest of a sentence. */
  private record Kind(String start, String what) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "version https://git-lfs",
              "a git-lfs pointer, not the file that it stands for: run git lfs pull in its folder"),
          new Kind("<", "a web page (HTML or XML), not the file itself: " + AGAIN),
          new Kind("{\"error", "a server's error message, not the file itself: " + AGAIN),
          new Kind(
              "gguf",
              "a GGUF file of llama.cpp: name it *.gguf, and convert it in Python with"
                  + " AutoModelForCausalLM.from_pretrained(FOLDER, gguf_file=NAME)"
                  + ".save_pretrained(NEW_FOLDER)"),
          new Kind("\u0080\u0002", "a pickle: " + UNPICKLE),
          new Kind(
              "pk\u0003\u0004",
              "a zip archive, as PyTorch's pickles are: unpack it, or " + UNPICKLE),
          new Kind("\u0089hdf", "an HDF5 file of TensorFlow or Keras, which cannot be read"),
          new Kind("\u001f\u008b", UNPACK),
          new Kind("(\u00b5/\u00fd", UNPACK),
          new Kind("\u00fd7zxz", UNPACK),
          new Kind("bzh", UNPACK),
          new Kind("7z\u00bc\u00af", UNPACK),
          new Kind("\0".repeat(64), "zeros at its beginning, so its download broke: " + AGAIN));

  private FirstBytes() {}

  /**
   * One sentence on a file that could not be read as what it should be; empty if it begins with
   * nothing that is known.
   */
  public static Optional<String> sentence(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty(); // a pipe would never end
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(ENOUGH);
    } catch (IOException e) {
      return Optional.empty();
    }
    if (bytes.length == 0) {
      return Optional.of(file + " is empty: " + AGAIN + ".");
    }
    String start =
        new String(bytes, StandardCharsets.ISO_8859_1)
            .replaceFirst("^(\u00ef\u00bb\u00bf)?[ \t\r\n]*", "");
    String lower = start.toLowerCase(Locale.ROOT);
    return KINDS.stream()
        .filter(kind -> lower.startsWith(kind.start))
        .findFirst()
        .map(kind -> "%s is %s.".formatted(file, kind.what))
        .or(() -> words(file, start));
  }

  /** Servers also answer with nothing but "Entry not found". */
  private static Optional<String> words(Path file, String start) {
    return start.matches("\\p{Alpha}[\\p{Print}\\s]{7,}")
        ? Optional.of(
            "%s is a text that begins with %s, not the file itself: %s."
                .formatted(file, Messages.quote(start.lines().findFirst().orElse("")), AGAIN))
        : Optional.empty();
  }
}
