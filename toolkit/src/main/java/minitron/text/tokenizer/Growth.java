package minitron.text.tokenizer;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * How many times longer the steps of a tokenizer can make a text: a few lines of a tokenizer.json
 * may else ask for a gigabyte.
 */
final class Growth {
  private static final int MOST_STEPS = 64;
  private static final int MOST = 64;

  private Growth() {}

  /**
   * Checks the steps that a text goes through one after the other, and their patterns.
   *
   * @throws IllegalArgumentException if a text could become more than 64 times longer
   */
  static void check(List<JsonObject> steps, String where) {
    if (steps.size() > MOST_STEPS) {
      throw new IllegalArgumentException(
          "%s has %d steps; allowed: up to %d".formatted(where, steps.size(), MOST_STEPS));
    }
    long growth = 1;
    for (JsonObject step : steps) {
      // A pattern is read whatever its step does with it.
      int least = step.get("pattern") instanceof JsonObject pattern ? least(pattern) : 0;
      growth = Math.min(Integer.MAX_VALUE, growth * of(step, least, where));
    }
    if (growth > MOST) {
      throw new IllegalArgumentException(
          "%s can make a text %d times longer; allowed: up to %d".formatted(where, growth, MOST));
    }
  }

  private static long of(JsonObject step, int least, String where) {
    return switch (step.get("type").getAsString()) {
      case "Replace" -> replace(length(step, "content"), least, where);
      case "Prepend" -> 1 + length(step, "prepend");
      case "Precompiled" -> Charsmap.growth(step.get("precompiled_charsmap").getAsString());
      case "ByteLevel", "BPEDecoder", "CTC" -> 2;
      default -> 1;
    };
  }

  /** What is put before a text has no place in it, and the library ends the process over that. */
  private static long replace(int content, int least, String where) {
    if (least == 0 && content > 0) {
      throw new IllegalArgumentException(
          where + " has a Replace whose pattern matches an empty text");
    }
    return content == 0 ? 1 : Math.max(1, (content + least - 1) / least);
  }

  /** The characters of the shortest match of a pattern. */
  private static int least(JsonObject pattern) {
    return pattern.has("Regex")
        ? RegexCheck.least(pattern.get("Regex").getAsString())
        : length(pattern, "String");
  }

  private static int length(JsonObject step, String name) {
    String text = step.get(name).getAsString();
    return text.codePointCount(0, text.length());
  }
}
