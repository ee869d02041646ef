package minitron.eval.ifeval;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Data that comes with the toolkit: lines of text, in a gzip file. */
final class Packed {
  private static final String FOLDER = "/minitron/eval/";

  private Packed() {}

  /** The lines of a file, without those that say where it is from. */
  static List<String> lines(String name) {
    try (var file = new GZIPInputStream(Packed.class.getResourceAsStream(FOLDER + name));
        var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
