package minitron.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import minitron.io.Disk;
import minitron.io.Sha256;

/**
 * What the files beside a tokenizer.json say, as transformers reads them.
 *
 * @param config tokenizer_config.json, with the keys of special_tokens_map.json in older folders
 * @param older added_tokens.json, which older folders have: ids by token
 * @param ends the ids at which {@code generate} ends a text
 */
record TokenizerFiles(JsonObject config, JsonObject older, Set<Integer> ends) {
  private static final List<String> HASHED =
      List.of(
          "tokenizer.json",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "added_tokens.json");
  private static final String EXTRA = "extra_special_tokens";
  private static final String FORMERLY = "additional_special_tokens";

  /** Reads a folder's files; models without one are common. */
  static TokenizerFiles read(Path folder) {
    JsonObject config = object(folder.resolve("tokenizer_config.json"));
    if (config.has(FORMERLY) && isEmpty(config.get(EXTRA))) {
      config.add(EXTRA, config.remove(FORMERLY));
    }
    JsonObject older = new JsonObject();
    if (!config.has("added_tokens_decoder")) {
      object(folder.resolve("special_tokens_map.json"))
          .asMap()
          .forEach((k, v) -> merge(config, k, v));
      older = object(folder.resolve("added_tokens.json"));
    }
    if (config.has(FORMERLY) && !config.has(EXTRA)) {
      config.add(EXTRA, config.remove(FORMERLY));
    }
    if (new JsonPrimitive(true).equals(config.get("split_special_tokens"))) {
      throw new IllegalArgumentException(
          "%s sets split_special_tokens, and special tokens are never split here: set it to false."
              .formatted(folder.resolve("tokenizer_config.json")));
    }
    return new TokenizerFiles(config, older, ends(folder));
  }

  private static void merge(JsonObject config, String key, JsonElement value) {
    if (key.equals(EXTRA)
        && value instanceof JsonArray more
        && config.get(EXTRA) instanceof JsonArray some) {
      some.addAll(more);
    } else {
      config.add(key, value);
    }
  }

  private static boolean isEmpty(JsonElement list) {
    return list == null
        || list.isJsonNull()
        || list.equals(new JsonArray())
        || list.equals(new JsonObject());
  }

  /** The text of a named token, such as {@code bos_token}. */
  Optional<String> named(String name) {
    return Optional.ofNullable(config.get(name))
        .map(ConfiguredTokens::text)
        .filter(text -> !text.isEmpty());
  }

  /** The named tokens that there are, by their names. */
  Map<String, Object> specialTokens() {
    Map<String, Object> tokens = new LinkedHashMap<>();
    ConfiguredTokens.NAMED.forEach(name -> named(name).ifPresent(text -> tokens.put(name, text)));
    return tokens;
  }

  /** A JSON file's object; an empty one where there is no file. */
  private static JsonObject object(Path file) {
    if (!Files.isRegularFile(file)) {
      return new JsonObject();
    }
    try {
      return JsonParser.parseString(TextFiles.read(file)).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new IllegalArgumentException(
          file + " is no valid JSON object; fetch or save it again.", e);
    }
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
      throw Disk.cannotRead(folder, e);
    }
    return Sha256.of(all.toByteArray());
  }
}
