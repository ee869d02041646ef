package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import minitron.text.Row;
import minitron.tinyworld.Riddle;
import org.junit.jupiter.api.Test;

final class WorldTest {
  private static Riddle riddle(String sentence, String one, String two) {
    String json =
        "{\"sentence\": \"%s\", \"option1\": \"%s\", \"option2\": \"%s\", \"answer\": \"1\","
                .formatted(sentence, one, two)
            + " \"kind\": \"place\", \"depth\": 2}";
    return Riddle.of(new Row(JsonParser.parseString(json).getAsJsonObject(), "a row"));
  }

  @Test
  void aChainLeadsFromTheAnswerToAStatedFact() {
    Riddle riddle =
        riddle(
            "The jar is in Rome. The tin is in Oslo. The bag is in the jar. The key is in the bag."
                + " The pen is in the tin. The _ was in Rome.",
            "key",
            "pen");
    assertEquals(
        List.of("The key is in the bag.", "The bag is in the jar.", "The jar is in Rome."),
        riddle.chain());
    assertTrue(riddle.toString().startsWith("place, 2 links\nThe jar is in Rome."));
    assertTrue(riddle.toString().contains("\nkey or pen?\n(key, for: The key is in the bag. "));
  }

  @Test
  void theSmallerOfTwoStandsAtTheEndOfItsFact() {
    Riddle riddle =
        riddle(
            "The cup did not fit into the box. The fan is like the box. The _ was too small.",
            "fan",
            "cup");
    assertEquals(
        List.of("The fan is like the box.", "The cup did not fit into the box."), riddle.chain());
  }

  @Test
  void everyKindHasARiddleWhoseChainIsAsLongAsItsLinks() {
    Riddle.Several two = World.riddles(2);
    Set<String> kinds = two.riddles().stream().map(Riddle::kind).collect(Collectors.toSet());
    assertEquals(Set.of("size", "possession", "place", "count"), kinds);
    two.riddles().forEach(riddle -> assertEquals(3, riddle.chain().size(), riddle.toString()));
    var e = assertThrows(IllegalArgumentException.class, () -> World.riddles(9));
    assertTrue(e.getMessage().startsWith("No item has 9 links: allowed are 0 to "), e.getMessage());
  }

  @Test
  void storiesAreThoseOfTheirRegister() {
    assertEquals("register shifted", World.stories("shifted").note());
    assertThrows(IllegalArgumentException.class, () -> World.stories("old"));
  }
}
