package minitron.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import minitron.Shared;

/** Tokenizers of many kinds, by which texts are cut. */
final class CutTokenizers {
  /** A pattern of Llama 3. */
  static final String LLAMA =
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+"
          + "[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

  private static final String UPPER = "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]";
  private static final String LOWER = "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]";
  private static final String NEMO =
      UPPER
          + "*"
          + LOWER
          + "+|"
          + UPPER
          + "+"
          + LOWER
          + "*|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*"
          + "|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
  private static final String NO_SPLIT =
      "{'type':'ByteLevel','add_prefix_space':false,'trim_offsets':true,'use_regex':false}";

  private static final Map<String, Tokenizer> OPENED = new HashMap<>();

  /** By a name of a folder of the test resources, or of a change to one. */
  static Tokenizer of(String name) {
    return OPENED.computeIfAbsent(
        name,
        key ->
            switch (key) {
              case "llama" -> split(LLAMA);
              case "nemo" -> split(NEMO);
              case "digits" ->
                  preTokenizer(
                      "byte-level",
                      "{'type':'Sequence','pretokenizers':[{'type':'Digits','individual_digits':true},"
                          + NO_SPLIT.replace("'use_regex':false", "'use_regex':true")
                          + "]}");
              case "prefix" ->
                  preTokenizer(
                      "byte-level",
                      NO_SPLIT.replace("false", "true")); // a space before the text, and a regex
              case "added" ->
                  TestTokenizers.edited(
                      "byte-level",
                      json -> {
                        json.add("normalizer", JsonParser.parseString("{'type':'NFC'}"));
                        add(json, "<|pad|>", "'lstrip':true,'rstrip':true");
                        add(json, "the cat", "");
                        add(json, " on", "");
                        add(json, "dog", "'rstrip':true");
                        add(json, "mat", "'single_word':true");
                        add(json, "  ", "");
                      });
              case "first", "unsplit" ->
                  TestTokenizers.edited(
                      "metaspace",
                      json -> {
                        json.remove("normalizer");
                        json.add(
                            "pre_tokenizer",
                            JsonParser.parseString(
                                "{'type':'Metaspace','replacement':'▁','prepend_scheme':'first','split':"
                                    + key.equals("first")
                                    + "}"));
                      });
              default -> Tokenizer.of(TestTokenizers.folder(key));
            });
  }

  /** With a pattern of its own. */
  static Tokenizer split(String regex) {
    return preTokenizer(
        "byte-level",
        "{'type':'Sequence','pretokenizers':[{'type':'Split','pattern':{'Regex':REGEX},'behavior':'Isolated','invert':false},SECOND]}"
            .replace("REGEX", new JsonPrimitive(regex).toString())
            .replace("SECOND", NO_SPLIT));
  }

  private static Tokenizer preTokenizer(String name, String part) {
    return TestTokenizers.edited(
        name, json -> json.add("pre_tokenizer", JsonParser.parseString(part)));
  }

  private static void add(JsonObject json, String content, String flags) {
    JsonArray added = json.getAsJsonArray("added_tokens");
    JsonObject token = JsonParser.parseString("{" + flags + "}").getAsJsonObject();
    for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized", "special")) {
      if (!token.has(flag)) {
        token.addProperty(flag, false);
      }
    }
    token.addProperty("id", 400 + added.size());
    token.addProperty("content", content);
    added.add(token);
  }

  /** Those beside the project, if they are there. */
  static List<Tokenizer> real() {
    return Shared.folder().stream()
        .flatMap(
            shared ->
                Stream.of(
                    shared.resolve("tokenizers/smollm2"), shared.resolve("models/stories260K")))
        .map(folder -> OPENED.computeIfAbsent(folder.toString(), key -> Tokenizer.of(folder)))
        .toList();
  }

  private CutTokenizers() {}
}
