package minitron.report.plot;

import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The colours of a plot. Certain words in a name decide its colour, so that e.g. width is blue in
 * every plot; any other name gets the next neutral colour. The fixed colours are Okabe and Ito's,
 * the neutral ones Tol's muted: both are safe for people with colour blindness.
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
  private static final Color WINE = new Color(0x882255);
  private static final Color INK = new Color(0x4d4d4d);

  /** Indigo, olive, wine, teal, rose, sand. */
  private static final List<Color> NEUTRAL =
      IntStream.of(0x332288, 0x999933, 0x882255, 0x44aa99, 0xcc6677, 0xddcc77)
          .mapToObj(Color::new)
          .toList();

  private record Word(Pattern pattern, Color color) {
    static Word of(String word, Color color) {
      return new Word(Pattern.compile("(?<!\\w)(?:" + word + ")(?!\\w)"), color);
    }
  }

  /** The first of these that is in a name decides; the more specific ones come first. */
  private static final List<Word> WORDS =
      List.of(
          Word.of("baseline", GREY),
          Word.of("chance", GREY),
          Word.of("random init", PINK),
          Word.of("random(?:ly)?", AMBER),
          Word.of("(?<=, )training", SKY),
          Word.of("validation loss", BLUE),
          Word.of("lm loss", GREEN),
          Word.of("non-cont(?:inuous|iguous)", WINE),
          Word.of("continuous(?:ly)?", SKY),
          Word.of("width", BLUE),
          Word.of("depth", VERMILION),
          Word.of("corrected", GREEN),
          Word.of("distil(?:l|led|ling|lation)?", PURPLE),
          Word.of("pruned", VERMILION),
          Word.of("teacher", INK),
          Word.of("original", INK));

  private static final Map<Integer, Color> SIZES =
      Map.of(1, BLUE, 2, VERMILION, 3, GREEN, 4, AMBER, 5, PINK, 6, PURPLE, 8, SKY, 16, PURPLE);

  /** A block of layers: the size decides, so that size 2 looks the same in every sweep. */
  private static final Pattern SIZE = Pattern.compile("(?<!\\w)drop(?:ped)? (\\d+)(?!\\w)");

  private final Map<String, Color> taken = new LinkedHashMap<>();

  /** The colour of a name; always the same within a plot. */
  Color of(String name) {
    return taken.computeIfAbsent(name, this::choose);
  }

  private Color choose(String name) {
    Color own = own(name.toLowerCase(Locale.ROOT));
    if (own != null && (own.equals(GREY) || !taken.containsValue(own))) {
      return own;
    }
    List<Color> free = new ArrayList<>(NEUTRAL);
    free.removeAll(taken.values());
    return free.isEmpty() ? NEUTRAL.get(taken.size() % NEUTRAL.size()) : free.get(0);
  }

  private static Color own(String name) {
    for (Word word : WORDS) {
      if (word.pattern().matcher(name).find()) {
        return word.color();
      }
    }
    Matcher size = SIZE.matcher(name);
    return size.find() ? SIZES.get(Integer.parseInt(size.group(1))) : null;
  }
}
