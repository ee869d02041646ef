package minitron.text.tokenizer;

import static minitron.io.Messages.quote;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;

/**
 * A token that is cut out of a text before the tokenizer's model sees it, as the tokenizers
 * library's class of this name.
 *
 * @param content its text
 * @param singleWord whether it is only found where no word goes on at either side
 * @param lstrip whether white space on its left belongs to it
 * @param rstrip whether white space on its right belongs to it
 * @param normalized whether it is looked for in the normalized text
 * @param special whether it is left out when ids are decoded
 */
public record AddedToken(
    String content,
    boolean singleWord,
    boolean lstrip,
    boolean rstrip,
    boolean normalized,
    boolean special) {
  private static final int LONGEST = 1000;

  /** Checks the text. */
  public AddedToken {
    if (content.length() > LONGEST || !StandardCharsets.UTF_8.newEncoder().canEncode(content)) {
      throw new IllegalArgumentException(
          "the added token %s is not valid Unicode of up to %d characters"
              .formatted(quote(content), LONGEST));
    }
  }

  /** The special token that transformers makes of a plain text. */
  public static AddedToken special(String content) {
    return new AddedToken(content, false, false, false, false, true);
  }

  /**
   * A token as a file has it; flags that are not there are the library's own.
   *
   * @param where for messages
   * @param alwaysSpecial whether it is special whatever the file says
   */
  public static AddedToken of(JsonElement file, String where, boolean alwaysSpecial) {
    if (!(file instanceof JsonObject token) || !JsonKinds.isText(token.get("content"))) {
      throw new IllegalArgumentException(
          where + " is not a token: an object with its content and its flags");
    }
    boolean saysSpecial = flag(token, "special", false, where);
    return new AddedToken(
        token.get("content").getAsString(),
        flag(token, "single_word", false, where),
        flag(token, "lstrip", false, where),
        flag(token, "rstrip", false, where),
        // A flag that nobody set follows special, which may be set after it.
        flag(token, "normalized", !(saysSpecial || alwaysSpecial), where),
        saysSpecial || alwaysSpecial);
  }

  private static boolean flag(JsonObject token, String name, boolean otherwise, String where) {
    JsonElement value = token.get(name);
    if (value == null) {
      return otherwise;
    }
    if (!JsonKinds.isFlag(value)) {
      throw new IllegalArgumentException(
          "%s has a %s that is neither true nor false".formatted(where, name));
    }
    return value.getAsBoolean();
  }

  /** This token as a special one. */
  public AddedToken asSpecial() {
    return new AddedToken(content, singleWord, lstrip, rstrip, normalized, true);
  }

  /** This token, which is special if either is. */
  AddedToken after(AddedToken former) {
    return former.special ? asSpecial() : this;
  }

  /** The token as tokenizer.json has it. */
  JsonObject json(int id) {
    var token = new JsonObject();
    token.addProperty("id", id);
    token.addProperty("content", content);
    token.addProperty("single_word", singleWord);
    token.addProperty("lstrip", lstrip);
    token.addProperty("rstrip", rstrip);
    token.addProperty("normalized", normalized);
    token.addProperty("special", special);
    return token;
  }
}
