package minitron.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The names of the tokens that begin and end a text, as transformers finds them in a tokenizer's
 * folder; models without one are common.
 *
 * @param bos the token that begins a text, such as {@code <s>}
 * @param eos the token that ends one, such as {@code </s>}
 */
record SpecialTokens(Optional<String> bos, Optional<String> eos) {
  /** Reads tokenizer_config.json, or the special_tokens_map.json that older folders have. */
  static SpecialTokens read(Path folder) {
    JsonObject config = object(folder.resolve("tokenizer_config.json"));
    if (!config.has("added_tokens_decoder")) {
      object(folder.resolve("special_tokens_map.json")).asMap().forEach(config::add);
    }
    return new SpecialTokens(token(config.get("bos_token")), token(config.get("eos_token")));
  }

  /** A JSON file's object; an empty one where there is no file. */
  static JsonObject object(Path file) {
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
}
