package minitron.host.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.FormattingStyle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minitron.io.Disk;
import minitron.io.Messages;
import minitron.io.Output;

/**
 * A notebook file of nbformat 4, read and written as Jupyter does.
 *
 * @param cells its cells of code
 */
record Notebook(Path file, JsonObject json, List<Notebook.Cell> cells) {
  private static final JsonPrimitive FORMAT = new JsonPrimitive(4);
  private static final JsonPrimitive RAISES = new JsonPrimitive("raises-exception");

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
          && tags.asList().stream().anyMatch(RAISES::equals);
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

  /**
   * Reads a notebook.
   *
   * @throws IllegalArgumentException if the file is not one
   * @throws UncheckedIOException if it cannot be read
   */
  static Notebook read(Path file) {
    try {
      return of(file, JsonParser.parseString(Files.readString(file)));
    } catch (IOException e) {
      throw Disk.cannotRead(file, e);
    } catch (JsonParseException e) {
      throw wrong(file, Messages.reason(e));
    }
  }

  private static Notebook of(Path file, JsonElement element) {
    if (!(element instanceof JsonObject json)) {
      throw wrong(file, "it is not a JSON object");
    }
    boolean four = json.get("nbformat") instanceof JsonPrimitive format && format.equals(FORMAT);
    if (!four || !(json.get("cells") instanceof JsonArray all)) {
      throw wrong(
          file, "it is not of nbformat 4 with a list of cells; save it with a newer Jupyter");
    }
    if (!UTF_8.newEncoder().canEncode(GSON.toJson(json))) {
      throw wrong(file, "it holds half of a character");
    }
    List<Cell> cells = new ArrayList<>();
    for (JsonElement item : all) {
      if (!(item instanceof JsonObject cell) || !isText(cell.get("cell_type"))) {
        throw wrong(file, "a cell is not an object with a cell_type");
      }
      if (cell.get("cell_type").getAsString().equals("code")) {
        if (!isSource(cell.get("source"))) {
          throw wrong(file, "the source of a cell is neither a text nor a list of texts");
        }
        cells.add(new Cell(cell));
      }
    }
    return new Notebook(file, json, List.copyOf(cells));
  }

  private static boolean isText(JsonElement element) {
    return element instanceof JsonPrimitive primitive && primitive.isString();
  }

  private static boolean isSource(JsonElement source) {
    return source instanceof JsonArray lines
        ? lines.asList().stream().allMatch(Notebook::isText)
        : isText(source);
  }

  private static IllegalArgumentException wrong(Path file, String why) {
    return new IllegalArgumentException(file + " is not a notebook: " + why + ".");
  }

  /** Writes it back as Jupyter would: keys sorted, indented by one. */
  void write() {
    // As bytes: half of a character that a cell printed must not lose the rest.
    byte[] text = (GSON.toJson(sorted(json)) + "\n").getBytes(UTF_8);
    try (Output place = Output.replacing(file)) {
      place.file(partial -> Files.write(partial, text));
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
