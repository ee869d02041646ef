package minitron.tinyworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import minitron.tinyworld.words.Register;
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

  @Test
  void anUnknownRegisterIsNamed() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> Register.of("plain"));
    assertTrue(e.getMessage().contains("original and shifted"));
  }

  private static int count(String text, String word) {
    return text.split(word, -1).length - 1;
  }
}
