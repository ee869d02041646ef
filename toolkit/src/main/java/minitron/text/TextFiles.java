package minitron.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import minitron.io.Disk;

/** Text files as they are, byte for byte: strict UTF-8, line ends untouched. */
final class TextFiles {
  private static final char BOM = '\ufeff';
  private static final long LARGEST = Integer.MAX_VALUE / 2;

  private TextFiles() {}

  /**
   * The text of a file, without a byte order mark.
   *
   * @throws IllegalArgumentException if the file is not UTF-8 or is too large
   */
  static String read(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new IllegalArgumentException(
            "%s has %d bytes; allowed: up to %d, so split it into several files of one folder."
                .formatted(file, Files.size(file), LARGEST));
      }
      return decode(file, Files.readAllBytes(file));
    } catch (IOException e) {
      throw Disk.cannotRead(file, e);
    }
  }

  private static String decode(Path file, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      // A new decoder reports malformed input; new String() would replace it silently.
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(in);
      return (text.hasRemaining() && text.charAt(0) == BOM ? text.position(1) : text).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "%s is not UTF-8: byte %d (0x%02x, counted from 0) begins no character; save it as UTF-8."
              .formatted(file, in.position(), bytes[in.position()]),
          e);
    }
  }

  /** Refuses a text with half a surrogate pair: no UTF-8 has it. */
  static void checkSurrogates(String text) {
    int point;
    for (int i = 0; i < text.length(); i += Character.charCount(point)) {
      point = text.codePointAt(i);
      if (Character.getType(point) == Character.SURROGATE) {
        throw new IllegalArgumentException(
            "The text is not valid Unicode: half a surrogate pair stands at character %d of %d."
                .formatted(i, text.length()));
      }
    }
  }
}
