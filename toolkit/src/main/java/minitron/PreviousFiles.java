package minitron;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * The tables and plots of the last save in a folder of results, which its run.json names.
 *
 * @param files their names; empty if run.json names none or there is none
 */
record PreviousFiles(Path folder, List<String> files) {
  /** A name that results get; not a path out of the folder. */
  private static final String OURS = "[a-z0-9-]+\\.(csv|png)";

  static PreviousFiles in(Path folder) {
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

  /** Deletes those that were not written again. */
  void removeAllBut(Collection<String> written) throws IOException {
    for (String name : files) {
      Path file = folder.resolve(name);
      if (!written.contains(name) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.delete(file);
      }
    }
  }
}
