package minitron.text;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What DJL's tokenizer does not tell of a tokenizer.json: how many ids there are and which id each
 * token has.
 */
final class Vocabulary {
  private final Map<String, Integer> ids = new HashMap<>();
  private int largest = -1;

  private Vocabulary() {}

  /**
   * Reads a tokenizer.json token by token, without building a tree of its megabytes.
   *
   * @throws IllegalArgumentException if the file is no tokenizer.json
   */
  static Vocabulary read(Path file) {
    var vocabulary = new Vocabulary();
    try (JsonReader json = new JsonReader(Files.newBufferedReader(file))) {
      json.setStrictness(Strictness.STRICT);
      vocabulary.document(json);
      return vocabulary;
    } catch (MalformedJsonException
        | EOFException
        | IllegalStateException
        | NumberFormatException e) {
      throw new IllegalArgumentException(
          file + " is no valid tokenizer.json; fetch or save it again.", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** One past the largest id. */
  int size() {
    return largest + 1;
  }

  /** The id of a token; null if it is not there. */
  Integer id(String token) {
    return ids.get(token);
  }

  private void document(JsonReader json) throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "added_tokens" -> addedTokens(json);
        case "model" -> model(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
  }

  private void addedTokens(JsonReader json) throws IOException {
    json.beginArray();
    while (json.hasNext()) {
      String content = "";
      int id = -1;
      json.beginObject();
      while (json.hasNext()) {
        switch (json.nextName()) {
          case "content" -> content = json.nextString();
          case "id" -> id = json.nextInt();
          default -> json.skipValue();
        }
      }
      json.endObject();
      add(content, id);
    }
    json.endArray();
  }

  private void model(JsonReader json) throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      if (!json.nextName().equals("vocab")) {
        json.skipValue();
      } else if (json.peek() == JsonToken.BEGIN_ARRAY) {
        scored(json);
      } else {
        byName(json);
      }
    }
    json.endObject();
  }

  private void byName(JsonReader json) throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      String token = json.nextName();
      add(token, json.nextInt());
    }
    json.endObject();
  }

  /** A unigram model's [token, score] pairs, whose place is the id. */
  private void scored(JsonReader json) throws IOException {
    json.beginArray();
    for (int id = 0; json.hasNext(); id++) {
      json.beginArray();
      add(json.nextString(), id);
      json.skipValue();
      json.endArray();
    }
    json.endArray();
  }

  private void add(String token, int id) {
    largest = Math.max(largest, id);
    ids.put(token, id);
  }
}
