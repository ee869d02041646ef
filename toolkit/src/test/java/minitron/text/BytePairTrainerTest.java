package minitron.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BytePairTrainerTest {
  private static final String TEXT = "low low low low low lower lower newest newest newest newest";

  @TempDir Path folder;

  /**
   * By hand: lo 7, low 7, then low after a space 6; of the pairs with 4 the first in the alphabet.
   */
  @Test
  void mergesTheMostFrequentPairFirst() throws IOException {
    BytePairTrainer.train(TEXT, 257 + 4, 64, folder);
    JsonArray merges =
        JsonParser.parseString(Files.readString(folder.resolve("tokenizer.json")))
            .getAsJsonObject()
            .getAsJsonObject("model")
            .getAsJsonArray("merges");
    assertEquals("[\"l o\",\"lo w\",\"Ġ low\",\"e s\"]", merges.toString());
  }

  @Test
  void trainingAgainGivesTheSameBytes() throws IOException {
    BytePairTrainer.train(TEXT, 300, 64, folder.resolve("a"));
    BytePairTrainer.train(TEXT, 300, 64, folder.resolve("b"));
    for (String name : new String[] {"tokenizer.json", "tokenizer_config.json"}) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("a").resolve(name)),
          Files.readAllBytes(folder.resolve("b").resolve(name)));
    }
  }

  @Test
  void everyTextComesBackAndItsWordsAreWhole() {
    BytePairTrainer.train(TEXT, 300, 64, folder);
    Tokenizer tokenizer = Tokenizer.of(folder);
    String any = "newest low\n\n Ünïcode 🙂 42 don't\t<tab>";
    assertEquals(any, tokenizer.decode(tokenizer.encode(any)));
    assertEquals(3, tokenizer.encode("low lower newest").length);
    assertEquals(0, tokenizer.eos().orElseThrow());
    assertTrue(tokenizer.size() < 300, "a text of few words has few merges");
  }
}
