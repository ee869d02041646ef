package minitron.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import minitron.io.Sha256;

/**
 * What a tokenizer's folder says of the tokens that begin and end a text, as transformers reads it;
 * models without one are common.
 *
 * @param bos the token that begins a text, such as {@code <s>}
 * @param eos the token that ends one, such as {@code </s>}
 * @param ends the ids at which {@code generate} ends a text
 */
record TokenizerFiles(Optional<String> bos, Optional<String> eos, Set<Integer> ends) {
  private static final List<String> HASHED =
      List.of("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json");

  /** Reads tokenizer_config.json, or the special_tokens_map.json that older folders have. */
  static TokenizerFiles read(Path folder) {
    JsonObject config = object(folder.resolve("tokenizer_config.json"));
    if (!config.has("added_tokens_decoder")) {
      object(folder.resolve("special_tokens_map.json")).asMap().forEach(config::add);
    }
    return new TokenizerFiles(
        token(config.get("bos_token")), token(config.get("eos_token")), ends(folder));
  }

  /** A JSON file's object; an empty one where there is no file. */
  private static JsonObject object(Path file) {
    if (!Files.isRegularFile(file)) {
      return new JsonObject();
    }
    try (Reader text = Files.newBufferedReader(file)) {
      return JsonParser.parseReader(text).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new IllegalArgumentException(
          file + " is no valid JSON object; fetch or save it again.", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** A token is a string, or an object with its text and how it is matched. */
  private static Optional<String> token(JsonElement element) {
    JsonElement text =
        element != null && element.isJsonObject()
            ? element.getAsJsonObject().get("content")
            : element;
    return text == null || !text.isJsonPrimitive()
        ? Optional.empty()
        : Optional.of(text.getAsString());
  }

  /**
   * {@code eos_token_id} of generation_config.json, where a folder has that file, and else of
   * config.json; a number or a list.
   */
  private static Set<Integer> ends(Path folder) {
    Path generation = folder.resolve("generation_config.json");
    Path file = Files.isRegularFile(generation) ? generation : folder.resolve("config.json");
    JsonElement eos = object(file).get("eos_token_id");
    if (eos == null || eos.isJsonNull()) {
      return Set.of();
    }
    List<JsonElement> all = eos.isJsonArray() ? eos.getAsJsonArray().asList() : List.of(eos);
    return all.stream().map(id -> id(id, file)).collect(Collectors.toSet());
  }

  private static int id(JsonElement id, Path file) {
    try {
      return id.getAsInt();
    } catch (UnsupportedOperationException | IllegalStateException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s: eos_token_id has %s; allowed are a token's number and a list of them."
              .formatted(file, id),
          e);
    }
  }

  /** SHA-256 over the names and contents of the files that are there. */
  static String sha256(Path folder) {
    var all = new ByteArrayOutputStream();
    try {
      for (String name : HASHED) {
        if (Files.isRegularFile(folder.resolve(name))) {
          all.write(name.getBytes(StandardCharsets.UTF_8));
          all.write(Files.readAllBytes(folder.resolve(name)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + folder + ": " + e.getMessage(), e);
    }
    return Sha256.of(all.toByteArray());
  }
}
