package minitron.tinyworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minitron.text.Tokenizer;
import minitron.tinyworld.words.Register;
import org.junit.jupiter.api.Test;

/** The letter that a lesson tells is the right one. */
class LettersTest {
  private static final Letters LETTERS =
      new Letters(
          new Stories(Register.ORIGINAL, 5),
          Tokenizer.of(Path.of("../datasets/tinyworld/teacher")));

  @Test
  void ofAChoiceItsOwn() {
    int told = 0;
    for (List<String> lesson : lessons(true)) {
      for (String pair : pairs(lesson.get(4))) {
        assertEquals(before(pair), choice(lesson, 0, pair));
        told++;
      }
    }
    assertEquals(50 * 8 * 4, told);
  }

  @Test
  void ofANounInAListThatOfWhatIsTrueOfIt() {
    int told = 0;
    int linked = 0;
    for (List<String> lesson : lessons(false)) {
      if (lesson.size() == 6 && lesson.get(0).matches("(Places|Owners|Dots): .*")) {
        Map<String, String> facts = new HashMap<>();
        for (String entry : pairs(lesson.get(0).replaceFirst("\\w+: ", ""))) {
          int space = entry.indexOf(' ');
          facts.put(entry.substring(0, space), entry.substring(space + 1));
        }
        for (String pair : pairs(lesson.get(5))) {
          String answer = facts.get(before(pair));
          for (; facts.containsKey(answer); linked++) {
            answer = facts.get(answer);
          }
          assertEquals(answer, choice(lesson, 1, pair));
          told++;
        }
      }
    }
    assertTrue(told > 100 && linked > 20, told + ", " + linked);
  }

  /** A quarter of the rows are stories, later half; the first have nothing but letters beside. */
  @Test
  void storiesAreAmongThem() {
    assertEquals(List.of(true, false, false, false), stories(0));
    assertEquals(List.of(true, false, false, false), stories(11_718));
    assertEquals(List.of(true, true, false, false), stories(11_719));
    Tokenizer tokenizer = LETTERS.tokenizer();
    assertTrue(tokenizer.decode(LETTERS.rows(1953, 4, 128)[1]).startsWith("A. "));
  }

  private static List<Boolean> stories(long step) {
    int[][] rows = LETTERS.rows(step, 4, 128);
    List<Boolean> found = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      assertEquals(128, rows[i].length);
      String page = LETTERS.stories().page(step * 64 + i);
      found.add(page.startsWith(LETTERS.tokenizer().decode(rows[i])));
    }
    return found;
  }

  private static List<List<String>> lessons(boolean lettersAlone) {
    List<List<String>> lessons = new ArrayList<>();
    for (int page = 0; page < 50; page++) {
      for (String lesson : LETTERS.page(page, lettersAlone).split("\n\n", 0)) {
        lessons.add(lesson.lines().toList());
      }
    }
    return lessons;
  }

  private static List<String> pairs(String line) {
    return List.of(line.substring(0, line.length() - 1).split(", ", -1));
  }

  private static String before(String pair) {
    return pair.substring(0, pair.lastIndexOf(' '));
  }

  /** The choice whose letter stands at the end of a pair. */
  private static String choice(List<String> lesson, int first, String pair) {
    char letter = pair.charAt(pair.length() - 1);
    String line = lesson.get(first + letter - 'A');
    assertEquals(letter, line.charAt(0));
    return line.substring(3);
  }
}
