package minitron.tinyworld;

import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import minitron.tinyworld.words.HeldOut;
import minitron.tinyworld.words.Nouns;

/**
 * A story with a sum of small numbers, and its solution.
 *
 * @param question what someone has, and gets or loses
 * @param answer the sum, and the result after {@code ####}
 */
record Sum(String question, String answer) {

  /** A sum about a person and a number that are a held-out fact, or one that stories may tell. */
  static Optional<Sum> of(boolean heldOut, Nouns nouns, Random random) {
    String what = nouns.counted().next();
    int first = Tale.LEAST + random.nextInt(Tale.MOST - Tale.LEAST + 1);
    int second = 1 + random.nextInt(Tale.MOST);
    boolean more = first <= second || random.nextBoolean();
    String has = first + " " + what;
    return nouns
        .people()
        .deal(person -> HeldOut.pair(person, has) == heldOut)
        .map(
            person ->
                new Sum(
                    String.format(
                        Locale.ROOT,
                        "%1$s has %2$s. %1$s %3$s %4$d %5$s. How many has %1$s now?",
                        person,
                        has,
                        more ? "gets" : "loses",
                        second,
                        what),
                    work(first, second, more)));
  }

  /** Question and answer as text. */
  String solved() {
    return "Question: " + question + "\nAnswer: " + answer;
  }

  private static String work(int first, int second, boolean more) {
    int result = more ? first + second : first - second;
    return String.format(
        Locale.ROOT, "%d %s %d = %d\n#### %d", first, more ? "+" : "-", second, result, result);
  }
}
