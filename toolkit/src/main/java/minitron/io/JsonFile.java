package minitron.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** A JSON file, read whole and strictly, with messages that name it. */
public final class JsonFile {
  /** No file that describes a model is larger. */
  static final long LARGEST = 10_000_000;

  private JsonFile() {}

  /**
   * What {@code parse} makes of a file's only value.
   *
   * @param kind what the file should be, such as "a valid index", for messages
   * @param parse reads the value, and throws IllegalArgumentExceptions that do not name the file
   * @throws IllegalArgumentException if the file is missing, too large or not {@code kind}
   * @throws UncheckedIOException if it cannot be read
   */
  public static <T> T read(Path file, String kind, Function<StrictJson, T> parse) {
    try {
      var json = new StrictJson(text(file));
      T value = parse.apply(json);
      json.end();
      return value;
    } catch (IllegalArgumentException e) {
      throw not(file, kind, e.getMessage(), e);
    } catch (CharacterCodingException e) {
      throw not(file, kind, "it is not UTF-8", e);
    } catch (IOException e) {
      throw Disk.cannotRead(file, e);
    }
  }

  private static String text(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IllegalArgumentException("it is not a file"); // a pipe would never end
    }
    if (Files.size(file) > LARGEST) {
      throw new IllegalArgumentException(
          "it has %d bytes; allowed: up to %d".formatted(Files.size(file), LARGEST));
    }
    return Files.readString(file);
  }

  private static IllegalArgumentException not(
      Path file, String kind, String fault, Exception cause) {
    return new IllegalArgumentException(
        FirstBytes.sentence(file)
            .orElse("%s is not %s: %s; fetch or save it again.".formatted(file, kind, fault)),
        cause);
  }
}
