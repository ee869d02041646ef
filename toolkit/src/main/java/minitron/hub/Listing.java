package minitron.hub;

import static minitron.io.Messages.quote;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import minitron.io.StrictJson;

/**
 * What the hub says of a revision of a model.
 *
 * @param commit 40 hexadecimal digits
 * @param entries its files, as the hub names them
 */
record Listing(String commit, List<Entry> entries) {
  /**
   * A file as it is listed, nothing checked.
   *
   * @param hash empty if it is not said
   * @param size bytes, -1 if it is not said
   */
  record Entry(String path, String hash, long size) {}

  /** Needs a commit. */
  Listing {
    entries = List.copyOf(entries);
    if (!commit.matches("[0-9a-f]{40}")) {
      throw new IllegalArgumentException("its sha is " + quote(commit));
    }
  }

  /**
   * Reads the answer to {@code api/models/NAME/revision/REVISION?blobs=true}.
   *
   * @throws IllegalArgumentException if it is none; the message says what it is in a part of a
   *     sentence
   */
  static Listing parse(String text) {
    var json = new StrictJson(text);
    var commit = new StringBuilder();
    var entries = new ArrayList<Entry>();
    json.object(
        "it",
        key -> {
          switch (key) {
            case "sha" -> commit.append(json.string(key));
            case "siblings" -> json.array(key, () -> entries.add(entry(json.tree(key))));
            default -> json.skip();
          }
        });
    json.end();
    return new Listing(commit.toString(), entries);
  }

  /** Of a large file the hash and the size are not those of git's pointer to it. */
  private static Entry entry(JsonObject file) {
    boolean large = file.has("lfs") && file.get("lfs").isJsonObject();
    JsonObject from = large ? file.getAsJsonObject("lfs") : file;
    return new Entry(text(file, "rfilename"), text(from, large ? "sha256" : "blobId"), size(from));
  }

  private static String text(JsonObject from, String key) {
    JsonElement value = from.get(key);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
  }

  private static long size(JsonObject from) {
    String digits = text(from, "size");
    return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
  }
}
