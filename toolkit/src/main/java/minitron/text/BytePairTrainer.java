package minitron.text;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Trains a byte-level BPE tokenizer as GPT-2's (Radford et al., 2019) and writes it as Hugging
 * Face's tokenizer.json: the same text and size give the same file, byte for byte.
 */
public final class BytePairTrainer {
  private static final String END = "<|endoftext|>";
  private static final Gson JSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().setPrettyPrinting().create();

  /** A tokenizer.json as it is without a vocabulary and its merges. */
  private static final String FRAME =
      """
      {
        "version": "1.0", "truncation": null, "padding": null,
        "added_tokens": [{
          "id": 0, "content": "%s", "single_word": false, "lstrip": false, "rstrip": false,
          "normalized": false, "special": true
        }],
        "normalizer": null,
        "pre_tokenizer": {
          "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true
        },
        "post_processor": null,
        "decoder": {
          "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true
        },
        "model": {"type": "BPE", "dropout": null, "unk_token": null}
      }
      """;

  /** How GPT-2 cuts a text into words before bytes are merged; merges never cross a cut. */
  private static final Pattern WORD =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+");

  private final Map<String, Integer> vocabulary = new LinkedHashMap<>();
  private final List<String> merges = new ArrayList<>();

  private BytePairTrainer() {}

  /** A word as the symbols that it consists of so far, and how often the text has it. */
  private record Word(List<String> symbols, long count) {}

  private record Pair(String left, String right) {}

  /**
   * Trains on a text and writes tokenizer.json and tokenizer_config.json.
   *
   * @param size the most entries of the vocabulary, the 256 bytes and the end of text among them; a
   *     text of few words needs fewer
   * @param window the longest input of the model, tokens
   */
  public static void train(String text, int size, int window, Path folder) {
    BytePairTrainer trainer = new BytePairTrainer();
    trainer.learn(text, size);
    JsonObject config = new JsonObject();
    config.addProperty("tokenizer_class", "PreTrainedTokenizerFast");
    config.addProperty("eos_token", END);
    config.addProperty("model_max_length", window);
    config.addProperty("clean_up_tokenization_spaces", false);
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("tokenizer.json"), JSON.toJson(trainer.toJson()) + "\n");
      Files.writeString(folder.resolve("tokenizer_config.json"), JSON.toJson(config) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to " + folder + ": " + e.getMessage(), e);
    }
  }

  private void learn(String text, int size) {
    add(END);
    for (int b = 0; b < 256; b++) {
      add(letter(b));
    }
    List<Word> words = words(text);
    Optional<Pair> best = mostFrequent(words);
    while (vocabulary.size() < size && best.isPresent()) {
      Pair pair = best.get();
      merges.add(pair.left + " " + pair.right);
      add(pair.left + pair.right);
      words = words.stream().map(word -> merge(word, pair)).toList();
      best = mostFrequent(words);
    }
  }

  private void add(String token) {
    vocabulary.putIfAbsent(token, vocabulary.size());
  }

  private static List<Word> words(String text) {
    // Sorted, so that nothing depends on the order of a hash table.
    var counts = new TreeMap<String, Long>();
    WORD.matcher(text).results().forEach(word -> counts.merge(word.group(), 1L, Long::sum));
    return counts.entrySet().stream()
        .map(entry -> new Word(letters(entry.getKey()), entry.getValue()))
        .toList();
  }

  private static List<String> letters(String word) {
    List<String> letters = new ArrayList<>();
    for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
      letters.add(letter(b & 0xFF));
    }
    return letters;
  }

  /** GPT-2's visible letter for a byte: itself where that prints, else one from U+0100 on. */
  private static String letter(int b) {
    int before = (int) IntStream.range(0, b).filter(other -> !prints(other)).count();
    return Character.toString(prints(b) ? b : 256 + before);
  }

  private static boolean prints(int b) {
    return (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
  }

  /** The pair to merge next; of equally frequent ones the first in the alphabet. */
  private static Optional<Pair> mostFrequent(List<Word> words) {
    Map<Pair, Long> counts = new HashMap<>();
    for (Word word : words) {
      for (int i = 1; i < word.symbols.size(); i++) {
        counts.merge(new Pair(word.symbols.get(i - 1), word.symbols.get(i)), word.count, Long::sum);
      }
    }
    Comparator<Map.Entry<Pair, Long>> rarest = Map.Entry.comparingByValue();
    return counts.entrySet().stream()
        .min(
            rarest
                .reversed()
                .thenComparing(entry -> entry.getKey().left)
                .thenComparing(entry -> entry.getKey().right))
        .map(Map.Entry::getKey);
  }

  private static Word merge(Word word, Pair pair) {
    List<String> merged = new ArrayList<>();
    for (int i = 0; i < word.symbols.size(); i++) {
      boolean here =
          i + 1 < word.symbols.size()
              && word.symbols.get(i).equals(pair.left)
              && word.symbols.get(i + 1).equals(pair.right);
      merged.add(here ? pair.left + pair.right : word.symbols.get(i));
      i += here ? 1 : 0;
    }
    return new Word(merged, word.count);
  }

  private JsonObject toJson() {
    JsonObject json = JsonParser.parseString(FRAME.formatted(END)).getAsJsonObject();
    JsonObject model = json.getAsJsonObject("model");
    model.add("vocab", JSON.toJsonTree(vocabulary));
    model.add("merges", JSON.toJsonTree(merges));
    return json;
  }
}
