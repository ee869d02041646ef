package minitron.host.notebook;

import com.google.gson.FormattingStyle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A notebook file of nbformat 4, read and written as Jupyter does. */
final class Notebook {
  private static final Gson GSON =
      new GsonBuilder()
          .setFormattingStyle(FormattingStyle.PRETTY.withIndent(" "))
          .disableHtmlEscaping()
          .serializeNulls()
          .create();

  private final Path file;
  private final JsonObject json;
  private final List<Cell> cells = new ArrayList<>();

  private Notebook(Path file, JsonObject json) {
    this.file = file;
    this.json = json;
    for (JsonElement cell : json.getAsJsonArray("cells")) {
      if (cell.getAsJsonObject().get("cell_type").getAsString().equals("code")) {
        cells.add(new Cell(cell.getAsJsonObject()));
      }
    }
  }

  /** A cell of code. */
  record Cell(JsonObject json) {
    String source() {
      return joined(json.get("source"));
    }

    /** Whether the cell is meant to fail: Jupyter's tag raises-exception. */
    boolean mayFail() {
      JsonElement metadata = json.get("metadata");
      return metadata != null
          && metadata.isJsonObject()
          && metadata.getAsJsonObject().get("tags") instanceof JsonArray tags
          && tags.asList().stream().anyMatch(tag -> tag.getAsString().equals("raises-exception"));
    }

    void clear() {
      json.add("outputs", new JsonArray());
      json.add("execution_count", JsonNull.INSTANCE);
    }

    void outputs(int count, JsonArray outputs) {
      json.addProperty("execution_count", count);
      json.add("outputs", outputs);
    }
  }

  /** Reads a notebook. */
  static Notebook read(Path file) {
    try {
      JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      if (json.get("nbformat").getAsInt() != 4 || json.getAsJsonArray("cells") == null) {
        throw new IllegalArgumentException(
            file + " is not a notebook of nbformat 4; save it with a newer Jupyter.");
      }
      return new Notebook(file, json);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      throw new IllegalArgumentException(file + " is not a notebook: its JSON is broken.", e);
    }
  }

  /** Its cells of code. */
  List<Cell> cells() {
    return cells;
  }

  /** Writes it back as Jupyter would: keys sorted, indented by one. */
  void write() {
    try {
      // To a temporary file first, so that a full disk does not destroy the notebook.
      Path target = file.toRealPath();
      Path partial = target.resolveSibling("." + target.getFileName() + ".partial");
      try {
        Files.writeString(partial, GSON.toJson(sorted(json)) + "\n");
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static JsonElement sorted(JsonElement element) {
    if (element instanceof JsonArray array) {
      var copy = new JsonArray();
      array.forEach(item -> copy.add(sorted(item)));
      return copy;
    }
    if (element instanceof JsonObject object) {
      var copy = new JsonObject();
      new TreeMap<>(object.asMap()).forEach((key, value) -> copy.add(key, sorted(value)));
      return copy;
    }
    return element;
  }

  /** A text as Jupyter writes it: a list with one string a line. */
  static JsonArray lines(String text) {
    var lines = new JsonArray();
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      int to = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(from, to));
      from = to;
    }
    return lines;
  }

  private static String joined(JsonElement source) {
    if (!source.isJsonArray()) {
      return source.getAsString();
    }
    var text = new StringBuilder();
    source.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
    return text.toString();
  }
}
