package minitron;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The places of this machine, which nothing that a notebook leaves may name. */
public final class Machine {
  private Machine() {}

  /** Where this user, this process and temporary files are. */
  public static List<Path> places() {
    return Stream.of("user.home", "user.dir", "java.io.tmpdir")
        .map(name -> Path.of(System.getProperty(name)).toAbsolutePath().normalize())
        .filter(place -> place.getNameCount() > 0)
        .toList();
  }

  /** No text file of a folder, however deep, has the absolute path of one of them. */
  public static void assertUnnamedIn(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files =
          all.filter(Files::isRegularFile)
              .filter(file -> !file.toString().endsWith("png"))
              .toList();
    }
    assertFalse(files.isEmpty(), folder.toString());
    for (Path file : files) {
      assertUnnamed(Files.readString(file), file.getFileName().toString());
    }
  }

  private static void assertUnnamed(String text, String where) {
    for (Path place : places()) {
      Pattern whole =
          Pattern.compile("(?<![\\w./-])" + Pattern.quote(place.toString()) + "(?![\\w-])");
      assertFalse(whole.matcher(text).find(), () -> where + " names " + place + ":\n" + text);
    }
  }
}
