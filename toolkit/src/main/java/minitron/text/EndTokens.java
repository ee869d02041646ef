package minitron.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The ids that end a text, as transformers' {@code generate} knows them: {@code eos_token_id} of
 * generation_config.json, where a folder has that file, and else of config.json; a number or a
 * list.
 */
final class EndTokens {
  private EndTokens() {}

  static Set<Integer> read(Path folder) {
    Path generation = folder.resolve("generation_config.json");
    Path file = Files.isRegularFile(generation) ? generation : folder.resolve("config.json");
    JsonObject json = SpecialTokens.object(file);
    JsonElement eos = json.get("eos_token_id");
    Set<Integer> ids = new LinkedHashSet<>();
    if (eos == null || eos.isJsonNull()) {
      return ids;
    }
    List<JsonElement> all = eos.isJsonArray() ? eos.getAsJsonArray().asList() : List.of(eos);
    all.forEach(id -> ids.add(id(id, file)));
    return ids;
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
}
