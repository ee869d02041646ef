package minitron.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tables and plots of the last save in a folder of results, which its run.json names.
 *
 * @param files their names; empty if run.json names none or there is none
 */
public record PreviousFiles(Path folder, List<String> files) {
  /** A name that results get; not a path out of the folder. */
  private static final String OURS = "[a-z0-9-]+\\.(csv|png)";

  /** What run.json names in a folder. */
  public static PreviousFiles in(Path folder) {
    Path run = folder.resolve("run.json");
    try {
      JsonElement whole = JsonParser.parseString(Files.readString(run));
      JsonElement files = whole.isJsonObject() ? whole.getAsJsonObject().get("files") : null;
      List<JsonElement> named = files instanceof JsonArray array ? array.asList() : List.of();
      return new PreviousFiles(
          folder,
          named.stream()
              .filter(JsonElement::isJsonPrimitive)
              .map(JsonElement::getAsString)
              .filter(name -> name.matches(OURS))
              .toList());
    } catch (IOException | JsonParseException e) {
      return new PreviousFiles(folder, List.of()); // so nothing is deleted
    }
  }

  /** Copies what else lies in the folder, which is others'. */
  public void copyOthers(Path into) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(this::isOthers).toList()) {
        Files.copy(
            file,
            into.resolve(folder.relativize(file).toString()),
            StandardCopyOption.COPY_ATTRIBUTES,
            LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  private boolean isOthers(Path file) {
    String name = folder.relativize(file).toString();
    boolean plain = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    return !name.isEmpty() && !(plain && (name.equals("run.json") || files.contains(name)));
  }
}
