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
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minitron.io.Output;

/**
 * A notebook file of nbformat 4, read and written as Jupyter does.
 *
 * @param cells its cells of code
 */
record Notebook(Path file, JsonObject json, List<Notebook.Cell> cells) {
  private static final Gson GSON =
      new GsonBuilder()
          .setFormattingStyle(FormattingStyle.PRETTY.withIndent(" "))
          .disableHtmlEscaping()
          .serializeNulls()
          .create();

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
      List<Cell> cells =
          json.getAsJsonArray("cells").asList().stream()
              .map(cell -> new Cell(cell.getAsJsonObject()))
              .filter(cell -> cell.json().get("cell_type").getAsString().equals("code"))
              .toList();
      return new Notebook(file, json, cells);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      throw new IllegalArgumentException(file + " is not a notebook: its JSON is broken.", e);
    }
  }

  /** Writes it back as Jupyter would: keys sorted, indented by one. */
  void write() {
    String text = GSON.toJson(sorted(json)) + "\n";
    try (Output place = Output.replacing(file)) {
      place.file(partial -> Files.writeString(partial, text));
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
    Stream.of(text.split("(?<=\n)", -1)).filter(line -> !line.isEmpty()).forEach(lines::add);
    return lines;
  }

  private static String joined(JsonElement source) {
    List<JsonElement> lines =
        source.isJsonArray() ? source.getAsJsonArray().asList() : List.of(source);
    return lines.stream().map(JsonElement::getAsString).collect(Collectors.joining());
  }
}
