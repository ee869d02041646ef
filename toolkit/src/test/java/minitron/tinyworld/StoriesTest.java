package minitron.tinyworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StoriesTest {
  private final Stories stories = new Stories(Register.ORIGINAL, 7);

  @Test
  void aPageFollowsFromSeedAndNumberAlone() {
    String late = stories.page(1_000_000);
    assertEquals(late, new Stories(Register.ORIGINAL, 7).page(1_000_000));
    assertNotEquals(late, stories.page(1_000_001));
    assertNotEquals(late, new Stories(Register.ORIGINAL, 8).page(1_000_000));
  }

  @Test
  void textIsThePagesOneAfterTheOther() {
    String text = stories.text(5000);
    assertTrue(text.length() >= 5000);
    assertTrue(text.startsWith(stories.page(0) + stories.page(1)));
  }

  @Test
  void registersDifferInWordingAndInFrequentWords() {
    String original = stories.text(200_000);
    String shifted = new Stories(Register.SHIFTED, 7).text(200_000);
    assertTrue(count(original, " lies inside ") * 2 < count(shifted, " lies inside "));
    assertTrue(count(original, " box ") > count(shifted, " box "));
  }

  @Test
  void beginnersPagesHaveNoLinks() {
    for (long page = 0; page < 100; page++) {
      String text = stories.page(page, 0);
      assertTrue(!text.contains(" is in the ") && !text.contains(" is like "), text);
    }
  }

  /** Every question has the letter of the choice that its answer is, and the choices differ. */
  @Test
  void letteredQuestionsHaveFourChoicesAndTheLetterOfOne() {
    Pattern asked = Pattern.compile("\\?\nA\\. (.+)\nB\\. (.+)\nC\\. (.+)\nD\\. (.+)\n");
    int questions = 0;
    for (long page = 0; page < 200; page++) {
      String text = stories.lettered(page);
      Matcher each = asked.matcher(text);
      while (each.find()) {
        assertEquals(
            4, Set.of(each.group(1), each.group(2), each.group(3), each.group(4)).size(), text);
        questions++;
      }
      assertEquals(count(text, "\nA\\. "), count(text, "\nAnswer: "), text);
    }
    assertTrue(questions > 800);
  }

  @Test
  void anUnknownRegisterIsNamed() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> Register.of("plain"));
    assertTrue(e.getMessage().contains("original and shifted"));
  }

  private static int count(String text, String word) {
    return text.split(word, -1).length - 1;
  }
}
