package minitron.text.tokenizer;

import static minitron.io.Messages.quote;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minitron.io.StrictJson;

/** The model of a tokenizer.json: its vocabulary, its merges and its few settings. */
final class TokenizerModel {
  /** The native library walks a piece letter by letter, each in the one before. */
  private static final int LONGEST_PIECE = 1000;

  private final Vocabulary vocabulary;
  private final JsonObject settings = new JsonObject();
  private final List<String> pieces = new ArrayList<>();
  private final List<Number> scores = new ArrayList<>();
  private final List<String> merges = new ArrayList<>();
  private boolean named;
  private boolean scored;
  private boolean merging;

  TokenizerModel(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Reads the model as it comes, without a tree of its megabytes. */
  void read(StrictJson json) {
    json.object(
        "model",
        key -> {
          switch (key) {
            case "vocab" -> vocabulary(json);
            case "merges" -> {
              merging = true;
              json.array("model.merges", () -> merge(json));
            }
            default -> settings.add(key, json.value("model." + key));
          }
        });
  }

  private void vocabulary(StrictJson json) {
    if (json.atArray()) {
      scored = true;
      json.array("model.vocab", () -> scored(json));
    } else {
      named = true;
      json.object("model.vocab", token -> vocabulary.named(token, json.number("model.vocab")));
    }
  }

  /** A unigram model's [token, score], whose place is the id. */
  private void scored(StrictJson json) {
    int before = pieces.size() + scores.size();
    json.array(
        "model.vocab",
        () -> {
          if (pieces.size() == scores.size()) {
            pieces.add(json.string("model.vocab"));
          } else {
            scores.add(json.finite("model.vocab"));
          }
        });
    String piece = pieces.isEmpty() ? "" : pieces.get(pieces.size() - 1);
    if (pieces.size() + scores.size() != before + 2 || piece.length() > LONGEST_PIECE) {
      throw new IllegalArgumentException(
          "model.vocab must have pairs of a token, up to %d characters, and its score"
              .formatted(LONGEST_PIECE));
    }
    vocabulary.scored(piece);
  }

  /** A pair of tokens, or a text with a space between them as in older files. */
  private void merge(StrictJson json) {
    int before = merges.size();
    if (json.atArray()) {
      json.array("model.merges", () -> merges.add(json.string("model.merges")));
    } else {
      String line = json.string("model.merges");
      if (line.startsWith("#version")) {
        return;
      }
      merges.addAll(List.of(line.split(" ", -1)));
    }
    if (merges.size() != before + 2) {
      throw new IllegalArgumentException("model.merges has an element that is no pair of tokens");
    }
  }

  /** Checks the whole; called once everything is read. */
  void check() {
    if (!settings.has("type")) { // as in the first files
      String other = settings.has("max_input_chars_per_word") ? "WordPiece" : "WordLevel";
      settings.addProperty("type", merging ? "BPE" : scored ? "Unigram" : other);
    }
    TokenizerPart.check(settings, TokenizerSchema.MODELS, "model");
    String type = settings.get("type").getAsString();
    if (type.equals("Unigram") ? !scored : !named) {
      throw new IllegalArgumentException("model (" + type + ") has no vocab of its kind");
    }
    if (merging != type.equals("BPE")) {
      throw new IllegalArgumentException(
          "model (%s) has %s merges".formatted(type, merging ? "" : "no").replace("  ", " "));
    }
    checkMerges();
    if (settings.get("unk_id") instanceof JsonPrimitive unk && unk.getAsInt() >= pieces.size()) {
      throw new IllegalArgumentException(
          "model.unk_id is %s, and there are %d tokens".formatted(unk, pieces.size()));
    }
  }

  private void checkMerges() {
    JsonElement prefix = settings.get("continuing_subword_prefix");
    String cut = prefix == null || prefix.isJsonNull() ? "" : prefix.getAsString();
    for (int i = 0; i < merges.size(); i += 2) {
      String left = merges.get(i);
      String right = merges.get(i + 1);
      known(left);
      known(right);
      if (!right.startsWith(cut)) {
        throw new IllegalArgumentException(
            "model.merges joins %s, which does not begin with the prefix %s"
                .formatted(quote(right), quote(cut)));
      }
      known(left + right.substring(cut.length()));
    }
  }

  private void known(String token) {
    if (!vocabulary.modelHas(token)) {
      throw new IllegalArgumentException(
          "model.merges needs the token %s, which its vocab lacks".formatted(quote(token)));
    }
  }

  /** A setting; null if it is not there. */
  JsonElement setting(String name) {
    return settings.get(name);
  }

  /** Writes the model for the native library. */
  void write(JsonWriter json) throws IOException {
    json.beginObject();
    for (Map.Entry<String, JsonElement> setting : settings.entrySet()) {
      json.name(setting.getKey()).jsonValue(setting.getValue().toString());
    }
    json.name("vocab");
    if (scored) {
      json.beginArray();
      for (int id = 0; id < pieces.size(); id++) {
        json.beginArray().value(pieces.get(id)).value(scores.get(id)).endArray();
      }
      json.endArray();
    } else {
      json.beginObject();
      for (Map.Entry<String, Integer> token : vocabulary.model().entrySet()) {
        json.name(token.getKey()).value(token.getValue());
      }
      json.endObject();
    }
    if (merging) {
      json.name("merges").beginArray();
      for (int i = 0; i < merges.size(); i += 2) {
        json.beginArray().value(merges.get(i)).value(merges.get(i + 1)).endArray();
      }
      json.endArray();
    }
    json.endObject();
  }
}
