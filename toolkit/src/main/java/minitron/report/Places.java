package minitron.report;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where this user, this process and temporary files are on this machine. */
final class Places {
  private static final Pattern PATHS =
      Pattern.compile(
          Stream.of("user.home", "user.dir", "java.io.tmpdir")
              .map(name -> Path.of(System.getProperty(name)).toAbsolutePath().normalize())
              .filter(place -> place.getNameCount() > 0)
              .map(place -> Pattern.quote(place.toString()))
              .collect(Collectors.joining("|", "(?<![\\w./-])(?:", ")(?![\\w-])[^\\s\"',;:()]*")));

  private Places() {}

  /** A text in which a path that lies in one of them keeps its last name alone. */
  static String unnamed(String text) {
    return PATHS.matcher(text).replaceAll(path -> Matcher.quoteReplacement(last(path.group())));
  }

  private static String last(String path) {
    return path.replaceFirst("[/\\\\]+$", "").replaceFirst(".*[/\\\\]", "");
  }
}
