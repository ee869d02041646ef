package minitron;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import minitron.io.Disk;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A way in which a file breaks: on a disk, on the way, or by somebody's hand.
 *
 * @param kind what happens to it
 * @param place where, as an index that wraps around
 * @param what with what, as an index that wraps around
 */
public record Damage(Kind kind, int place, int what) {
  /** What can happen to a file. */
  enum Kind {
    CUT,
    FLIP,
    DROP,
    REPEAT,
    INSERT,
    VALUE,
    KEY,
    SWAP
  }

  /**
   * A damaged file.
   *
   * @param latin its bytes as characters
   */
  public record File(String latin) {
    /** What is in it. */
    public byte[] bytes() {
      return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Reads it as the only file of a folder. */
    public void read(String name, Consumer<Path> reading) throws IOException {
      Path folder = Files.createTempDirectory("damage");
      try {
        Path file = Files.write(folder.resolve(name), bytes());
        Refusal.readOrRefused(() -> reading.accept(file));
      } finally {
        Disk.delete(folder);
      }
    }
  }

  /** What a field of a file never should hold, and now and then does. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1",
          "7",
          "32.0",
          "1.5",
          "1e999",
          "-0.0",
          "1e-320",
          "\"\"",
          "2147483647",
          "2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "NaN",
          "Infinity",
          "\"1\"",
          "\"x\"",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\"../x\"",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "[1]",
          "{\"a\":1}",
          "'1'",
          "01",
          "1e",
          "\"" + "y".repeat(3000) + "\"",
          "9".repeat(3000),
          "[".repeat(300) + "]".repeat(300),
          "[".repeat(20000));

  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|-?\\d[\\d.eE+-]*|true|false|null|[\\[{]");

  /** One to four damages of one of the files. */
  public static Arbitrary<File> of(byte[]... whole) {
    List<String> files =
        Arrays.stream(whole).map(file -> new String(file, StandardCharsets.ISO_8859_1)).toList();
    Arbitrary<List<Damage>> damages =
        Combinators.combine(
                Arbitraries.of(Kind.class),
                Arbitraries.integers().greaterOrEqual(0),
                Arbitraries.integers().greaterOrEqual(0))
            .as(Damage::new)
            .list()
            .ofMinSize(1)
            .ofMaxSize(4);
    return Combinators.combine(Arbitraries.of(files), damages)
        .as(
            (file, all) -> {
              String damaged = file;
              for (Damage damage : all) {
                damaged = damage.on(damaged);
              }
              return new File(damaged);
            });
  }

  /** One to four damages of one of the texts. */
  public static Arbitrary<File> of(String... whole) {
    return of(
        Arrays.stream(whole)
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new));
  }

  private String on(String file) {
    if (file.isEmpty()) {
      return VALUES.get(what % VALUES.size());
    }
    int at = place % file.length();
    int end = Math.min(file.length(), at + 1 + what % 16);
    return switch (kind) {
      case CUT -> file.substring(0, at);
      case FLIP -> joined(file, at, (char) (file.charAt(at) ^ (1 << what % 8)) + "", at + 1);
      case DROP -> joined(file, at, "", end);
      case REPEAT -> joined(file, at, file.substring(at, end), at);
      case INSERT -> joined(file, at, (char) (what % 256) + "", at);
      case VALUE, KEY, SWAP -> onToken(file);
    };
  }

  private String onToken(String file) {
    List<MatchResult> tokens = TOKEN.matcher(file).results().limit(5000).toList();
    if (tokens.isEmpty()) {
      return VALUES.get(what % VALUES.size());
    }
    MatchResult token = tokens.get(place % tokens.size());
    MatchResult other = tokens.get(what % tokens.size());
    int end = end(file, token);
    return switch (kind) {
      case VALUE -> joined(file, token.start(), VALUES.get(what % VALUES.size()), end);
      case SWAP ->
          joined(file, token.start(), file.substring(other.start(), end(file, other)), end);
      default -> {
        // A field goes, name and all, or is there twice.
        int next = file.indexOf(',', end) < 0 ? end : file.indexOf(',', end) + 1;
        String field = what % 2 == 0 ? "" : file.substring(token.start(), next).repeat(2);
        yield joined(file, token.start(), field, next);
      }
    };
  }

  /** Where a value ends: an object or array at the bracket that closes it. */
  private static int end(String file, MatchResult token) {
    if (!token.group().equals("[") && !token.group().equals("{")) {
      return token.end();
    }
    int depth = 0;
    for (int i = token.start(); i < file.length(); i++) {
      char c = file.charAt(i);
      depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      if (depth == 0) {
        return i + 1;
      }
    }
    return file.length();
  }

  private static String joined(String file, int begin, String middle, int end) {
    return file.substring(0, begin) + middle + file.substring(end);
  }
}
