package minitron.eval.ifeval;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What Punkt learned of English.
 *
 * @param abbreviations without their last period, in lower case
 * @param collocations two words, a tab between, over a period that ends no sentence
 * @param starters words that often begin a sentence
 * @param cases how words were written, by bits: {@link #MIDDLE_UPPER} and those beside it
 */
record PunktParameters(
    Set<String> abbreviations,
    Set<String> collocations,
    Set<String> starters,
    Map<String, Integer> cases) {
  /** Seen with a capital in the middle of a sentence. */
  static final int MIDDLE_UPPER = 4;

  /** Seen in lower case at the beginning of a sentence. */
  static final int BEGIN_LOWER = 16;

  /** Seen with a capital anywhere: beginning, middle or unknown. */
  static final int UPPER = 2 + MIDDLE_UPPER + 8;

  /** Seen in lower case anywhere. */
  static final int LOWER = BEGIN_LOWER + 32 + 64;

  private static final String FILE = "punkt-english.txt.gz";

  static final PunktParameters ENGLISH = read();

  private static PunktParameters read() {
    var parameters =
        new PunktParameters(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashMap<>());
    Packed.lines(FILE).forEach(parameters::take);
    return parameters;
  }

  private void take(String line) {
    String[] fields = line.split("\t", 2);
    switch (fields[0]) {
      case "a" -> abbreviations.add(fields[1]);
      case "c" -> collocations.add(fields[1]);
      case "s" -> starters.add(fields[1]);
      case "o" -> {
        String[] word = fields[1].split("\t", 2);
        cases.put(word[0], Integer.valueOf(word[1]));
      }
      default -> throw new IllegalStateException(FILE + " has a line of no kind: " + line);
    }
  }

  boolean seen(String word, int bits) {
    return (cases.getOrDefault(word, 0) & bits) != 0;
  }
}
