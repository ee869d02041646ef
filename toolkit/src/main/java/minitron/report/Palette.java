package minitron.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One plot's colours: the same thing has the same colour in every plot, by the words of its name.
 * What has none of these words takes the next free colour. The colours are those of Okabe and Ito,
 * which people with colour blindness can tell apart.
 */
final class Palette {
  static final Color GREY = new Color(0x8a8a8a);

  private static final Color BLUE = new Color(0x0072b2);
  private static final Color VERMILION = new Color(0xd55e00);
  private static final Color GREEN = new Color(0x009e73);
  private static final Color PURPLE = new Color(0x7a4fa3);
  private static final Color AMBER = new Color(0xe69f00);
  private static final Color SKY = new Color(0x56b4e9);
  private static final Color PINK = new Color(0xcc79a7);
  private static final Color INK = new Color(0x4d4d4d);
  private static final List<Color> CYCLE =
      List.of(BLUE, VERMILION, GREEN, AMBER, PURPLE, SKY, PINK, INK);

  private record Word(String text, Color color) {}

  /** The first of these words in a name decides; the narrower ones stand first. */
  private static final List<Word> WORDS =
      List.of(
          new Word("baseline", GREY),
          new Word("chance", GREY),
          new Word("random init", PINK),
          new Word("random", AMBER),
          new Word(", training", SKY),
          new Word("validation loss", BLUE),
          new Word("lm loss", GREEN),
          new Word("continuous", SKY),
          new Word("width", BLUE),
          new Word("depth", VERMILION),
          new Word("corrected", GREEN),
          new Word("distil", PURPLE),
          new Word("pruned", VERMILION),
          new Word("teacher", INK),
          new Word("original", INK));

  private static final Map<Integer, Color> SIZES =
      Map.of(1, BLUE, 2, VERMILION, 3, GREEN, 4, AMBER, 5, PINK, 6, PURPLE, 8, SKY, 16, PURPLE);

  /** A block of layers: the size decides, so that size 2 looks the same in every sweep. */
  private static final Pattern SIZE = Pattern.compile("drop(?:ped)? (\\d+) ");

  private final Map<String, Color> taken = new LinkedHashMap<>();

  /** The colour of a name; asked again, the same. */
  Color of(String name) {
    return taken.computeIfAbsent(name, this::choose);
  }

  /** Gives a name the colour of another one. */
  void same(String name, String other) {
    taken.put(name, of(other));
  }

  private Color choose(String name) {
    Color own = own(name.toLowerCase(Locale.ROOT) + " ");
    if (own != null && (own.equals(GREY) || !taken.containsValue(own))) {
      return own;
    }
    List<Color> free = new ArrayList<>(CYCLE);
    free.removeAll(taken.values());
    return free.isEmpty() ? CYCLE.get(taken.size() % CYCLE.size()) : free.get(0);
  }

  private static Color own(String name) {
    for (Word word : WORDS) {
      if (name.contains(word.text())) {
        return word.color();
      }
    }
    Matcher size = SIZE.matcher(name);
    if (!size.find()) {
      return null;
    }
    return SIZES.get(Integer.parseInt(size.group(1)));
  }
}
