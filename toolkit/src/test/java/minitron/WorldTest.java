package minitron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import minitron.text.Row;
import minitron.tinyworld.Puzzle;
import org.junit.jupiter.api.Test;

final class WorldTest {
  private static Puzzle puzzle(String sentence, String one, String two) {
    String json =
        "{\"sentence\": \"%s\", \"option1\": \"%s\", \"option2\": \"%s\", \"answer\": \"1\","
                .formatted(sentence, one, two)
            + " \"kind\": \"place\", \"depth\": 2}";
    return Puzzle.of(new Row(JsonParser.parseString(json).getAsJsonObject(), "a row"));
  }

  @Test
  void aChainLeadsFromTheAnswerToAStatedFact() {
    Puzzle puzzle =
        puzzle(
            "The jar is in Rome. The tin is in Oslo. The bag is in the jar. The key is in the bag."
                + " The pen is in the tin. The _ was in Rome.",
            "key",
            "pen");
    assertEquals(
        List.of("The key is in the bag.", "The bag is in the jar.", "The jar is in Rome."),
        puzzle.chain());
    assertTrue(puzzle.toString().startsWith("place, 2 links\nThe jar is in Rome."));
    assertTrue(puzzle.toString().contains("\nkey or pen?\n(key, because: The key is in the bag. "));
  }

  @Test
  void theSmallerOfTwoStandsAtTheEndOfItsFact() {
    Puzzle puzzle =
        puzzle(
            "The cup did not fit into the box. The fan is like the box. The _ was too small.",
            "fan",
            "cup");
    assertEquals(
        List.of("The fan is like the box.", "The cup did not fit into the box."), puzzle.chain());
  }

  @Test
  void everyKindHasAPuzzleWhoseChainIsAsLongAsItsLinks() {
    Puzzle.Several two = World.puzzles(2);
    Set<String> kinds = two.puzzles().stream().map(Puzzle::kind).collect(Collectors.toSet());
    assertEquals(Set.of("size", "possession", "place", "count"), kinds);
    two.puzzles().forEach(puzzle -> assertEquals(3, puzzle.chain().size(), puzzle.toString()));
    var e = assertThrows(IllegalArgumentException.class, () -> World.puzzles(9));
    assertTrue(
        e.getMessage().startsWith("No puzzle has 9 links: allowed are 0 to "), e.getMessage());
  }

  @Test
  void storiesAreThoseOfTheirRegister() {
    assertEquals("register shifted", World.stories("shifted").note());
    assertThrows(IllegalArgumentException.class, () -> World.stories("old"));
  }
}
