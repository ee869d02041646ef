package minitron.tinyworld;

import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minitron.text.Tokenizer;
import minitron.tinyworld.words.Kind;
import minitron.tinyworld.words.Nouns;
import minitron.tinyworld.words.Seeds;

/**
 * The lessons in which the teacher learns to answer with a letter: what stands under which letter
 * ({@code A. Leo … Leo A}), then the letter of what is true of a noun ({@code cup A}) of which it
 * knew the word, then that as a benchmark asks it. Without the first by itself it learned nothing
 * at all. Stories are among them, so that nothing is forgotten.
 *
 * @param stories those stories
 * @param tokenizer the teacher's tokenizer
 */
record Letters(Stories stories, Tokenizer tokenizer) {
  /** Tokens until which choices and their letters are all that is told. */
  private static final long LETTERS_ALONE = 1_000_000;

  /** Tokens until which a quarter of the rows are stories, and not half. */
  private static final long FEW_STORIES = 6_000_000;

  /** Pages that one step may take from. */
  private static final int PAGES = 64;

  /** The lessons of a page: more than a row holds. */
  private static final int LESSONS = 8;

  // Of a hundred lessons, so many are …
  private static final int LOOKED_UP = 10;
  private static final int STATED = 40;
  private static final int LINKED = 20;
  private static final int QUIZZES = 20;

  // … and the rest are quizzes without links.

  private static final int DEEPEST = 2;

  /** The rows of a step, which is counted from 0: one each, of so many tokens at most. */
  int[][] rows(long step, int batch, int length) {
    long seen = step * batch * length;
    int every = seen < FEW_STORIES ? 4 : 2;
    int[][] rows = new int[batch][];
    for (int i = 0; i < batch; i++) {
      long number = step * PAGES + i;
      String page = i % 4 < 4 / every ? stories.page(number) : page(number, seen < LETTERS_ALONE);
      rows[i] = tokenizer.encodePlain(page, length);
    }
    return rows;
  }

  /** Some lessons, each with a blank line after it. */
  String page(long number, boolean lettersAlone) {
    Random random = new Random(Seeds.mixed(~stories.seed(), number));
    Nouns nouns = Nouns.of(stories.register(), random);
    var choices = new Choices(nouns, random);
    return IntStream.range(0, LESSONS)
        .mapToObj(i -> lettersAlone ? Optional.of(choices.lookedUp()) : lesson(choices))
        .flatMap(Optional::stream)
        .map(lesson -> lesson + "\n\n")
        .collect(Collectors.joining());
  }

  /** A lesson; empty if these nouns do not allow one. */
  private Optional<String> lesson(Choices choices) {
    Random random = choices.random();
    int form = random.nextInt(100);
    Kind kind = Kind.ALL.get(random.nextInt(Kind.ALL.size()));
    var tale = new Tale(kind, stories.register().other, false, choices.nouns(), random);
    if (form < LOOKED_UP) {
      return Optional.of(choices.lookedUp());
    }
    boolean stated = form < LOOKED_UP + STATED;
    boolean told = form < LOOKED_UP + STATED + LINKED;
    if (told && kind != Kind.SIZE) { // of sizes only one choice is true of anything
      return choices.told(tale, kind, stated ? 0 : DEEPEST);
    }
    boolean quick = stated || form >= LOOKED_UP + STATED + LINKED + QUIZZES;
    int depth = quick ? 0 : random.nextInt(DEEPEST + 1);
    return Quiz.of(tale, kind, depth, random).map(Quiz::lettered);
  }

  /** What must be the same when a run is resumed. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "letters beside %s stories of seed %d", stories.register(), stories.seed());
  }
}
