package minitron.report;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Paths of this machine, which results do not show: those below home, here and the temporary files.
 */
final class LocalPaths {
  private static final Pattern PATHS =
      Pattern.compile(
          Stream.of("user.home", "user.dir", "java.io.tmpdir")
              .map(name -> Path.of(System.getProperty(name)).toAbsolutePath().normalize())
              .filter(place -> place.getNameCount() > 0)
              .map(place -> Pattern.quote(place.toString()))
              .collect(Collectors.joining("|", "(?<![\\w./-])(?:", ")(?![\\w-])[^\\s\"',;:()]*")));

  private LocalPaths() {}

  /** A text in which only the last name of each such path is left. */
  static String shortened(String text) {
    return PATHS.matcher(text).replaceAll(path -> Matcher.quoteReplacement(last(path.group())));
  }

  private static String last(String path) {
    return path.replaceFirst("[/\\\\]+$", "").replaceFirst(".*[/\\\\]", "");
  }
}
